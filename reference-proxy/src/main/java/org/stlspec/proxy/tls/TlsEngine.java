package org.stlspec.proxy.tls;

import io.netty.handler.ssl.OpenSsl;
import java.util.Locale;

/** Who does the TLS. */
public enum TlsEngine {
  /** {@link #BORINGSSL} if its library loads, else {@link #JSSE}. */
  AUTO,
  /** BoringSSL through netty-tcnative: the fast one. */
  BORINGSSL,
  /** The engine of the JDK: memory-safe. */
  JSSE,
  /** Bouncy Castle's engine on the ciphers of the JDK: memory-safe. */
  BC;

  /** This engine, or the one that {@link #AUTO} stands for here. */
  public TlsEngine resolved() {
    if (this != AUTO) return this;
    return OpenSsl.isAvailable() ? BORINGSSL : JSSE;
  }

  /** The name on the command line and in the log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
