package org.stlspec.target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.stlspec.proxy.Proxy;
import org.stlspec.proxy.ProxyException;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;

/** The reference proxy in this JVM, in front of the suite's backend. */
public final class EmbeddedTarget implements Target {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final String name;
  private final ProxySettings settings;
  private final Proxy proxy;

  private EmbeddedTarget(String name, ProxySettings settings) throws TargetTrouble {
    this.name = name;
    this.settings = settings;
    try {
      proxy = Proxy.start(settings);
    } catch (ProxyException e) {
      throw new TargetTrouble("the reference proxy does not start: " + e.getMessage());
    }
  }

  /**
   * Starts the reference proxy on a free loopback port.
   *
   * @param backend where it relays to
   */
  public static EmbeddedTarget start(InetSocketAddress backend, TlsEngine engine)
      throws TargetTrouble {
    var address = new BackendAddress.Tcp(backend.getHostString(), backend.getPort());
    ProxySettings settings =
        ProxySettings.to(address)
            .listen(ANY_PORT)
            .listenTls(ANY_PORT)
            .certificate(Certificate.selfSigned("localhost"))
            .engine(engine)
            .log(line -> {});
    return new EmbeddedTarget("reference proxy (" + engine.resolved().label() + ")", settings);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public InetSocketAddress address() {
    return proxy.stlsAddress().orElseThrow();
  }

  @Override
  public Optional<InetSocketAddress> tlsAddress() {
    return proxy.tlsAddress();
  }

  @Override
  public Optional<Target> variant(Variant variant) throws TargetTrouble {
    ProxySettings changed =
        switch (variant) {
          case SHORT_HANDSHAKE_LIMIT -> settings.limits(settings.limits().handshake(SHORT));
          case TLS_REQUIRED -> settings.requireTls(true);
        };
    return Optional.of(new EmbeddedTarget(name + ", " + variant, changed));
  }

  @Override
  public void close() {
    proxy.close();
  }
}
