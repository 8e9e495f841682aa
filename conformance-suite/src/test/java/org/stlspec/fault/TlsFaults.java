package org.stlspec.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.TlsServerProtocol;

/** TLS set up the wrong way. */
final class TlsFaults {
  private TlsFaults() {}

  @Breaks("tls.version-1-2")
  static class SpeaksTls13Only extends Session {
    @Override
    void configure(SSLSocket tls) {
      super.configure(tls);
      tls.setEnabledProtocols(new String[] {"TLSv1.3"});
    }
  }

  @Breaks("tls.version-1-3")
  static class SpeaksTls12Only extends Session {
    @Override
    void configure(SSLSocket tls) {
      super.configure(tls);
      tls.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
  }

  @Breaks({"tls.version-1-0-refused", "tls.version-1-1-refused"})
  static class AcceptsOldVersions extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      Socket socket = client().socket();
      var in = new SequenceInputStream(new ByteArrayInputStream(behind), socket.getInputStream());
      var protocol = new TlsServerProtocol(in, socket.getOutputStream());
      protocol.accept(new OldTlsServer());
      client().through(protocol.getInputStream(), protocol.getOutputStream(), protocol::close);
    }
  }

  @Breaks(value = "tls.alpn-pop3", warns = "tls.alpn-other-refused")
  static class IgnoresAlpn extends Session {
    @Override
    void configure(SSLSocket tls) {
      modern(tls);
    }
  }

  @Breaks("tls.alpn-other-refused")
  static class SelectsWhateverAlpnIsOffered extends Session {
    @Override
    void configure(SSLSocket tls) {
      tls.setHandshakeApplicationProtocolSelector((socket, offered) -> offered.get(0));
    }
  }

  @Breaks("tls.alpn-other-refused")
  static class SelectsPop3ButRefusesNothing extends Session {
    @Override
    void configure(SSLSocket tls) {
      tls.setHandshakeApplicationProtocolSelector(
          (socket, offered) -> offered.contains("pop3") ? "pop3" : "");
    }
  }

  @Breaks("tls.quit-sends-close-notify")
  static class SendsNoCloseNotify extends Session {
    @Override
    Leg.Goodbye goodbye(SSLSocket tls) {
      return () -> {};
    }
  }
}
