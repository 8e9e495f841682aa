package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.proxy.Proxy;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;

/** Where the launcher has from what clients are shown. */
public interface Credentials {

  /**
   * Reads certificate and key anew.
   *
   * @param atFailure is told when a key process ends that was still needed
   * @throws CertificateException if they are of no use
   * @throws IOException if there is another reason why they cannot be had
   */
  Shown read(Consumer<Child.Ending> atFailure) throws CertificateException, IOException;

  /**
   * What goes to the network process.
   *
   * @param certificate chain and key; the chain alone if there is a key process
   * @param keyProcess the socket to it
   */
  record Shown(ByteBuffer certificate, Optional<Descriptor> keyProcess) {}

  /** The key goes to the network process, which signs with it. */
  static Credentials handedOver(Proxy.Renewal source) {
    return atFailure -> new Shown(ByteBuffer.wrap(source.read().octets()), Optional.empty());
  }

  /** The key stays in a process of its own, which signs for the network process. */
  static Credentials keptApart(Path certificate, Path key, Confinement confinement) {
    return new KeyApart(certificate, key, confinement);
  }
}
