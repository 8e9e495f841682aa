package org.stlspec.target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stlspec.proxy.Limits;
import org.stlspec.proxy.Proxy;
import org.stlspec.proxy.ProxyException;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.header.Cidr;
import org.stlspec.proxy.header.HeaderVersion;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;

/** The reference proxy in this JVM, in front of the suite's backend. */
public final class EmbeddedTarget implements Target {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final List<Cidr> HERE = List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"));
  private static final List<Cidr> ELSEWHERE = List.of(Cidr.parse("192.0.2.0/24"));

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
    return Optional.of(new EmbeddedTarget(name + ", made to " + variant, changed(variant)));
  }

  private ProxySettings changed(Variant variant) {
    Limits limits = settings.limits();
    return switch (variant) {
      case SHORT_HANDSHAKE_LIMIT -> settings.limits(limits.handshake(SHORT));
      case SHORT_GREETING_LIMIT -> settings.limits(limits.greeting(SHORT));
      case SHORT_IDLE_LIMIT -> settings.limits(limits.idle(Variant.SHORT_IDLE));
      case SHORT_WRITE_LIMIT -> settings.limits(limits.writeStall(SHORT));
      case FEW_CONNECTIONS -> settings.limits(limits.connections(Variant.FEW));
      case TLS_REQUIRED -> settings.requireTls(true);
      case EXPECTS_PROXY_HEADER -> settings.acceptProxyProtocol(HERE);
      case EXPECTS_PROXY_HEADER_OF_OTHERS -> settings.acceptProxyProtocol(ELSEWHERE);
      case SENDS_PROXY_V1 -> settings.sendProxyProtocol(HeaderVersion.V1);
      case SENDS_PROXY_V2 -> settings.sendProxyProtocol(HeaderVersion.V2);
      case PASSES_PROXY_HEADER_ON ->
          settings.acceptProxyProtocol(HERE).sendProxyProtocol(HeaderVersion.V1);
    };
  }

  @Override
  public boolean renewCertificate() throws TargetTrouble {
    try {
      proxy.certificate(Certificate.selfSigned("localhost"));
      return true;
    } catch (ProxyException e) {
      throw new TargetTrouble("the reference proxy takes no new certificate: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    proxy.close();
  }
}
