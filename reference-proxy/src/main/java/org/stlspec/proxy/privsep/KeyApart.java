package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.stlspec.proxy.posix.Child;

/**
 * A key process for each reading of certificate and key; it ends when nobody holds its socket any
 * more. The network process never sees the key.
 */
record KeyApart(Path certificate, Path key, Confinement confinement) implements Credentials {

  @Override
  public Shown read(Consumer<Child.Ending> atFailure) throws CertificateException, IOException {
    var started = new CompletableFuture<StartedKeyProcess>();
    var process =
        GuardedProcess.start(
            () -> {
              started.complete(start());
              return started.join().child();
            });
    process.atEnd(ending -> ended(ending, atFailure));
    var ready = started.join();
    return new Shown(ByteBuffer.wrap(ready.chain()), Optional.of(ready.socket()));
  }

  private StartedKeyProcess start() throws CertificateException, IOException {
    Identity identity = confinement.identity();
    return StartedKeyProcess.start(
        certificate, key, Optional.of(identity.user()), identity.group(), confinement.root());
  }

  private static void ended(Child.Ending ending, Consumer<Child.Ending> atFailure) {
    if (ending.code() != 0) atFailure.accept(ending);
  }
}
