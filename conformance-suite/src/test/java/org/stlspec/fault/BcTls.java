package org.stlspec.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import org.bouncycastle.tls.TlsServerProtocol;

/** A server's end of TLS on Bouncy Castle, to be opened up by faults. */
class BcTls extends TlsServerProtocol {
  /** Makes one over a pair of streams. */
  interface Maker {
    BcTls over(InputStream in, OutputStream out);
  }

  BcTls(InputStream in, OutputStream out) {
    super(in, out);
  }

  /** Shakes hands with a client, some of whose octets were read already. */
  static BcTls serve(Leg client, byte[] behind, Maker maker, BcTlsServer server)
      throws IOException {
    Socket socket = client.socket();
    var in = new SequenceInputStream(new ByteArrayInputStream(behind), socket.getInputStream());
    BcTls protocol = maker.over(in, socket.getOutputStream());
    protocol.accept(server);
    client.through(protocol.getInputStream(), protocol.getOutputStream(), protocol::close);
    return protocol;
  }

  /** An encrypted record of any content type. */
  final void writeRecord(short type, byte[] content) throws IOException {
    writeRecord(type, content, 0, content.length);
  }
}
