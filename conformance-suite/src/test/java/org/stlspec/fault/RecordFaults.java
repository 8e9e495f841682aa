package org.stlspec.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.TlsFatalAlert;

/** Records that are misunderstood, on a TLS whose inside can be reached. */
final class RecordFaults {
  private RecordFaults() {}

  /** A session on Bouncy Castle's TLS. */
  abstract static class OnBouncyCastle extends Session {
    @Override
    final void secure(byte[] behind) throws IOException {
      done(BcTls.serve(client(), behind, this::protocol, new BcTlsServer(BcTlsServer.MODERN)));
    }

    BcTls protocol(InputStream in, OutputStream out) {
      return new BcTls(in, out);
    }

    void done(BcTls protocol) throws IOException {}
  }

  @Breaks("record.empty")
  static class TakesAnEmptyRecordForAnError extends OnBouncyCastle {
    @Override
    BcTls protocol(InputStream in, OutputStream out) {
      return new BcTls(in, out) {
        @Override
        protected void processRecord(short type, byte[] record, int offset, int length)
            throws IOException {
          if (type == ContentType.application_data && length == 0) {
            throw new TlsFatalAlert(AlertDescription.decode_error);
          }
          super.processRecord(type, record, offset, length);
        }
      };
    }
  }

  /** Neither an alert nor the end: the client may wait for ever. */
  @Breaks(
      value = {
        "record.too-long",
        "record.forged",
        "record.fatal-alert",
        "tampered.finished",
        "tampered.early-switch",
        "tampered.second-switch",
        "tampered.early-data"
      },
      patienceMillis = Breaks.STALLS)
  static class LeavesBrokenTlsOpen extends OnBouncyCastle {
    @Override
    BcTls protocol(InputStream in, OutputStream out) {
      return new BcTls(in, out) {
        @Override
        protected void raiseAlertFatal(short alert, String message, Throwable cause) {}

        @Override
        protected void closeConnection() {}
      };
    }

    @Override
    void hangUp() {
      client().awaitEnd();
      super.hangUp();
    }
  }

  @Breaks("record.key-update")
  static class NeverUpdatesItsOwnKeys extends OnBouncyCastle {
    @Override
    BcTls protocol(InputStream in, OutputStream out) {
      return new BcTls(in, out) {
        @Override
        protected void send13KeyUpdate(boolean updateRequested) {}
      };
    }
  }

  @Breaks(value = "renegotiation.version-1-3", patienceMillis = Breaks.STALLS)
  static class OverlooksASecondClientHello extends OnBouncyCastle {
    @Override
    BcTls protocol(InputStream in, OutputStream out) {
      return new BcTls(in, out) {
        @Override
        protected void handle13HandshakeMessage(short type, HandshakeMessageInput message)
            throws IOException {
          if (type == HandshakeType.client_hello && isConnected()) {
            message.skip(message.available());
          } else {
            super.handle13HandshakeMessage(type, message);
          }
        }
      };
    }
  }

  @Breaks("resumption.no-early-data")
  static class InvitesToEarlyData extends OnBouncyCastle {
    private static final byte[] TICKET = {
      HandshakeType.new_session_ticket,
      0,
      0,
      25,
      0,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      1,
      0,
      0,
      3,
      1,
      2,
      3,
      0,
      8,
      0,
      42,
      0,
      4,
      0,
      0,
      64,
      0
    };

    @Override
    void done(BcTls protocol) throws IOException {
      protocol.writeRecord(ContentType.handshake, TICKET);
    }
  }
}
