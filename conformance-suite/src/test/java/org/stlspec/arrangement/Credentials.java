package org.stlspec.arrangement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.stlspec.proxy.tls.Certificate;

/** A certificate and its key, made for a test. */
final class Credentials {
  private Credentials() {}

  /** The options that name them. */
  static List<String> in(Path folder) throws IOException {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Certificate.selfSigned("localhost").writePem(cert, key);
    return List.of("--cert", cert.toString(), "--key", key.toString());
  }
}
