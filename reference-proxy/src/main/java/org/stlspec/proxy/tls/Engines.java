package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Makes one server-side engine a connection. */
sealed interface Engines extends AutoCloseable permits BoringsslEngines, ProviderEngines {

  SSLEngine next(ByteBufAllocator allocator);

  @Override
  void close();

  static Engines of(TlsEngine engine, Certificate certificate)
      throws GeneralSecurityException, SSLException {
    return switch (engine.resolved()) {
      case BORINGSSL -> new BoringsslEngines(certificate);
      case BC -> ProviderEngines.bouncyCastle(certificate);
      case JSSE, AUTO -> ProviderEngines.jdk(certificate);
    };
  }
}
