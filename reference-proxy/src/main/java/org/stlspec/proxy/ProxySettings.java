package org.stlspec.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.header.Cidr;
import org.stlspec.proxy.header.HeaderVersion;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;

/**
 * What a proxy is told; begin with {@link #to}.
 *
 * @param backend the POP3 server
 * @param listenAddress where POP3 with STLS is served; with neither address set, on a free port of
 *     the loopback interface
 * @param listenTlsAddress where POP3 inside implicit TLS is served (RFC 8314)
 * @param ownCertificate what clients are shown; empty: a self-signed pair for {@code localhost}
 * @param engine who does the TLS
 * @param capabilities the CAPA list for a backend that has none of its own, without STLS
 * @param requireTls whether USER, PASS, APOP and AUTH are refused before TLS
 * @param limits bounds of a session
 * @param acceptProxyProtocol who has to begin with a PROXY header, all others being refused; empty:
 *     there are no headers
 * @param sendProxyProtocol the PROXY header that the backend gets, if any
 * @param log takes one line a connection, at its end, and one line for each event in the life of
 *     the proxy, from any thread
 * @param eventLoops number of threads
 */
public record ProxySettings(
    BackendAddress backend,
    Optional<InetSocketAddress> listenAddress,
    Optional<InetSocketAddress> listenTlsAddress,
    Optional<Certificate> ownCertificate,
    TlsEngine engine,
    List<String> capabilities,
    boolean requireTls,
    Limits limits,
    List<Cidr> acceptProxyProtocol,
    Optional<HeaderVersion> sendProxyProtocol,
    Consumer<String> log,
    int eventLoops) {

  public ProxySettings {
    capabilities = List.copyOf(capabilities);
    capabilities.forEach(ProxySettings::checkCapability);
    acceptProxyProtocol = List.copyOf(acceptProxyProtocol);
    if (sendProxyProtocol.isPresent()) checkTakesHeader(backend);
    if (eventLoops < 1) throw new IllegalArgumentException("at least one event loop is needed");
  }

  /** A capability is printable ASCII on one line; one called STLS comes from the proxy alone. */
  private static void checkCapability(String line) {
    if (!line.matches("[!-~&&[^.]][ -~]*") || line.length() > 510) {
      throw new IllegalArgumentException("not a capability: '" + Escaped.of(line) + "'");
    }
    if (line.split(" ", 2)[0].equalsIgnoreCase("STLS")) {
      throw new IllegalArgumentException("STLS is added to the capabilities by itself");
    }
  }

  /** A program on a socketpair has its environment to tell it who the client is. */
  private static void checkTakesHeader(BackendAddress backend) {
    if (backend instanceof BackendAddress.Tcp || backend instanceof BackendAddress.Unix) return;
    throw new IllegalArgumentException("a PROXY header can be sent to tcp: and unix: only");
  }

  /** The ordinary proxy before a backend. */
  public static ProxySettings to(BackendAddress backend) {
    return new ProxySettings(
        backend,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TlsEngine.AUTO,
        List.of("USER", "TOP", "UIDL"),
        false,
        Limits.defaults(),
        List.of(),
        Optional.empty(),
        System.err::println,
        Runtime.getRuntime().availableProcessors());
  }

  public ProxySettings listen(InetSocketAddress address) {
    return with(Optional.of(address), listenTlsAddress, ownCertificate);
  }

  public ProxySettings listenTls(InetSocketAddress address) {
    return with(listenAddress, Optional.of(address), ownCertificate);
  }

  public ProxySettings certificate(Certificate certificate) {
    return with(listenAddress, listenTlsAddress, Optional.of(certificate));
  }

  public ProxySettings engine(TlsEngine name) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        name,
        capabilities,
        requireTls,
        limits,
        acceptProxyProtocol,
        sendProxyProtocol,
        log,
        eventLoops);
  }

  public ProxySettings capabilities(List<String> lines) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        engine,
        lines,
        requireTls,
        limits,
        acceptProxyProtocol,
        sendProxyProtocol,
        log,
        eventLoops);
  }

  public ProxySettings requireTls(boolean required) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        engine,
        capabilities,
        required,
        limits,
        acceptProxyProtocol,
        sendProxyProtocol,
        log,
        eventLoops);
  }

  public ProxySettings limits(Limits bounds) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        engine,
        capabilities,
        requireTls,
        bounds,
        acceptProxyProtocol,
        sendProxyProtocol,
        log,
        eventLoops);
  }

  public ProxySettings acceptProxyProtocol(List<Cidr> peers) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        engine,
        capabilities,
        requireTls,
        limits,
        peers,
        sendProxyProtocol,
        log,
        eventLoops);
  }

  public ProxySettings sendProxyProtocol(HeaderVersion version) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        engine,
        capabilities,
        requireTls,
        limits,
        acceptProxyProtocol,
        Optional.of(version),
        log,
        eventLoops);
  }

  public ProxySettings log(Consumer<String> lines) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        engine,
        capabilities,
        requireTls,
        limits,
        acceptProxyProtocol,
        sendProxyProtocol,
        lines,
        eventLoops);
  }

  public ProxySettings eventLoops(int threads) {
    return new ProxySettings(
        backend,
        listenAddress,
        listenTlsAddress,
        ownCertificate,
        engine,
        capabilities,
        requireTls,
        limits,
        acceptProxyProtocol,
        sendProxyProtocol,
        log,
        threads);
  }

  private ProxySettings with(
      Optional<InetSocketAddress> stls,
      Optional<InetSocketAddress> tls,
      Optional<Certificate> certificate) {
    return new ProxySettings(
        backend,
        stls,
        tls,
        certificate,
        engine,
        capabilities,
        requireTls,
        limits,
        acceptProxyProtocol,
        sendProxyProtocol,
        log,
        eventLoops);
  }

  boolean takesHeaderFrom(InetAddress peer) {
    return acceptProxyProtocol.stream().anyMatch(block -> block.contains(peer));
  }

  /** Where STLS is served, with the default filled in. */
  Optional<InetSocketAddress> stls() {
    if (listenAddress.isPresent() || listenTlsAddress.isPresent()) return listenAddress;
    return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }
}
