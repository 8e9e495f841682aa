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

/** What a proxy is told; begin with {@link #to}. Never changes: each change makes a new object. */
public final class ProxySettings {
  private final BackendAddress backend;
  private Optional<InetSocketAddress> listenAddress = Optional.empty();
  private Optional<InetSocketAddress> listenTlsAddress = Optional.empty();
  private Optional<Certificate> ownCertificate = Optional.empty();
  private TlsEngine engine = TlsEngine.AUTO;
  private List<String> capabilities = List.of("USER", "TOP", "UIDL");
  private boolean requireTls = false;
  private Limits limits = Limits.defaults();
  private List<Cidr> acceptProxyProtocol = List.of();
  private Optional<HeaderVersion> sendProxyProtocol = Optional.empty();
  private Consumer<String> log = System.err::println;
  private int eventLoops = Runtime.getRuntime().availableProcessors();

  private ProxySettings(BackendAddress backend) {
    this.backend = backend;
  }

  /** The ordinary proxy before a backend. */
  public static ProxySettings to(BackendAddress backend) {
    return new ProxySettings(backend);
  }

  /** The POP3 server. */
  public BackendAddress backend() {
    return backend;
  }

  /**
   * Where POP3 with STLS is served; with neither address set, on a free port of the loopback
   * interface.
   */
  public Optional<InetSocketAddress> listenAddress() {
    return listenAddress;
  }

  /** Where POP3 inside implicit TLS is served (RFC 8314). */
  public Optional<InetSocketAddress> listenTlsAddress() {
    return listenTlsAddress;
  }

  /** What clients are shown; empty: a self-signed pair for {@code localhost}. */
  public Optional<Certificate> ownCertificate() {
    return ownCertificate;
  }

  /** Who does the TLS. */
  public TlsEngine engine() {
    return engine;
  }

  /** The CAPA list for a backend that has none of its own, without STLS. */
  public List<String> capabilities() {
    return capabilities;
  }

  /** Whether USER, PASS, APOP and AUTH are refused before TLS. */
  public boolean requireTls() {
    return requireTls;
  }

  /** Bounds of a session. */
  public Limits limits() {
    return limits;
  }

  /**
   * Who has to begin with a PROXY header, all others being refused; empty: there are no headers.
   */
  public List<Cidr> acceptProxyProtocol() {
    return acceptProxyProtocol;
  }

  /** The PROXY header that the backend gets, if any. */
  public Optional<HeaderVersion> sendProxyProtocol() {
    return sendProxyProtocol;
  }

  /**
   * Takes one line a connection, at its end, and one line for each event in the life of the proxy,
   * from any thread.
   */
  public Consumer<String> log() {
    return log;
  }

  /** Number of threads. */
  public int eventLoops() {
    return eventLoops;
  }

  private ProxySettings with(Consumer<ProxySettings> change) {
    var changed = new ProxySettings(backend);
    changed.listenAddress = listenAddress;
    changed.listenTlsAddress = listenTlsAddress;
    changed.ownCertificate = ownCertificate;
    changed.engine = engine;
    changed.capabilities = capabilities;
    changed.requireTls = requireTls;
    changed.limits = limits;
    changed.acceptProxyProtocol = acceptProxyProtocol;
    changed.sendProxyProtocol = sendProxyProtocol;
    changed.log = log;
    changed.eventLoops = eventLoops;
    change.accept(changed);
    return changed;
  }

  public ProxySettings listen(InetSocketAddress address) {
    return with(changed -> changed.listenAddress = Optional.of(address));
  }

  public ProxySettings listenTls(InetSocketAddress address) {
    return with(changed -> changed.listenTlsAddress = Optional.of(address));
  }

  public ProxySettings certificate(Certificate shown) {
    return with(changed -> changed.ownCertificate = Optional.of(shown));
  }

  public ProxySettings engine(TlsEngine name) {
    return with(changed -> changed.engine = name);
  }

  public ProxySettings capabilities(List<String> lines) {
    lines.forEach(ProxySettings::checkCapability);
    return with(changed -> changed.capabilities = List.copyOf(lines));
  }

  public ProxySettings requireTls(boolean required) {
    return with(changed -> changed.requireTls = required);
  }

  public ProxySettings limits(Limits bounds) {
    return with(changed -> changed.limits = bounds);
  }

  public ProxySettings acceptProxyProtocol(List<Cidr> peers) {
    return with(changed -> changed.acceptProxyProtocol = List.copyOf(peers));
  }

  public ProxySettings sendProxyProtocol(HeaderVersion version) {
    checkTakesHeader(backend);
    return with(changed -> changed.sendProxyProtocol = Optional.of(version));
  }

  public ProxySettings log(Consumer<String> lines) {
    return with(changed -> changed.log = lines);
  }

  public ProxySettings eventLoops(int threads) {
    if (threads < 1) throw new IllegalArgumentException("at least one event loop is needed");
    return with(changed -> changed.eventLoops = threads);
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

  boolean takesHeaderFrom(InetAddress peer) {
    return acceptProxyProtocol.stream().anyMatch(block -> block.contains(peer));
  }

  /** Where STLS is served, with the default filled in. */
  Optional<InetSocketAddress> stls() {
    if (listenAddress.isPresent() || listenTlsAddress.isPresent()) return listenAddress;
    return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }
}
