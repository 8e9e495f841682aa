package org.stlspec.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stlspec.proxy.Limits;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.header.Cidr;
import org.stlspec.proxy.header.HeaderVersion;
import org.stlspec.proxy.tls.TlsEngine;
import picocli.CommandLine.Option;

/** The options of {@code stlspec proxy} that say what it does, whoever runs it and how. */
final class ProxyOptions {
  private static final int PROGRAMS = 40;

  @Option(names = "--listen", paramLabel = "HOST:PORT", description = "STLS port; 0 = any.")
  private Optional<String> listen = Optional.empty();

  @Option(names = "--listen-tls", paramLabel = "HOST:PORT", description = "Implicit-TLS port.")
  private Optional<String> listenTls = Optional.empty();

  @Option(
      names = "--backend",
      paramLabel = "ADDRESS",
      required = true,
      description =
          "tcp:HOST:PORT, unix:PATH, exec:'PROGRAM ARGS' (one for each session), or fd:N (a"
              + " connection that is open already, with --inetd).")
  private String backend = "";

  @Option(
      names = "--tls-engine",
      paramLabel = "ENGINE",
      description = "auto, boringssl, jsse or bc (default ${DEFAULT-VALUE}).")
  private String tlsEngine = "auto";

  @Option(names = "--require-tls", description = "Refuse logins before TLS.")
  private boolean requireTls;

  @Option(
      names = "--capabilities",
      paramLabel = "LIST",
      split = ",",
      description = "CAPA list for a backend without one (default USER,TOP,UIDL).")
  private List<String> capabilities = List.of("USER", "TOP", "UIDL");

  @Option(
      names = "--local-host",
      paramLabel = "NAME",
      description = "TCPLOCALHOST for programs of exec:.")
  private Optional<String> localHost = Optional.empty();

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Most at once (default 10000, before exec: 40 as tcpserver).")
  private Optional<Integer> maxConnections = Optional.empty();

  @Option(names = "--max-per-address", paramLabel = "N", description = "Most from one address.")
  private Optional<Integer> maxPerAddress = Optional.empty();

  @Option(names = "--timeout-handshake", paramLabel = "S", description = "Seconds, in total.")
  private Optional<Long> timeoutHandshake = Optional.empty();

  @Option(names = "--timeout-idle", paramLabel = "S", description = "Seconds without an octet.")
  private Optional<Long> timeoutIdle = Optional.empty();

  @Option(
      names = "--accept-proxy-protocol",
      paramLabel = "CIDR,...",
      description = "Require a PROXY header from these peers, and refuse all others.")
  private Optional<String> acceptProxyProtocol = Optional.empty();

  @Option(
      names = "--send-proxy-protocol",
      paramLabel = "VERSION",
      description = "v1 or v2: begin with a PROXY header towards tcp: and unix: backends.")
  private Optional<String> sendProxyProtocol = Optional.empty();

  /** Whether it is to listen itself. */
  boolean listens() {
    return listen.isPresent() || listenTls.isPresent();
  }

  /**
   * The backend.
   *
   * @throws IllegalArgumentException in one line if it is none
   */
  BackendAddress address() {
    BackendAddress address = BackendAddress.parse(backend);
    if (localHost.isEmpty()) return address;
    if (address instanceof BackendAddress.Exec exec) return exec.localHost(localHost.get());
    throw new IllegalArgumentException("--local-host is for an exec: backend");
  }

  /**
   * All that a proxy is told, but its certificate.
   *
   * @throws IllegalArgumentException in one line about the first option that is of no use
   */
  ProxySettings settings(Consumer<String> log) {
    ProxySettings settings =
        ProxySettings.to(address())
            .engine(engine())
            .requireTls(requireTls)
            .capabilities(capabilities)
            .limits(limits())
            .log(log);
    if (listen.isPresent()) settings = settings.listen(HostPort.parse(listen.get()).resolved());
    if (listenTls.isPresent()) {
      settings = settings.listenTls(HostPort.parse(listenTls.get()).resolved());
    }
    return withHeaders(settings);
  }

  private ProxySettings withHeaders(ProxySettings plain) {
    ProxySettings settings = plain;
    if (acceptProxyProtocol.isPresent()) {
      settings = settings.acceptProxyProtocol(Cidr.parseAll(acceptProxyProtocol.get()));
    }
    if (sendProxyProtocol.isPresent()) {
      settings = settings.sendProxyProtocol(HeaderVersion.parse(sendProxyProtocol.get()));
    }
    return settings;
  }

  private Limits limits() {
    Limits limits = Limits.defaults();
    limits = limits.connections(maxConnections.orElse(mostConnections(limits)));
    limits = limits.connectionsPerAddress(maxPerAddress.orElse(limits.connectionsPerAddress()));
    limits = limits.handshake(timeoutHandshake.map(Duration::ofSeconds).orElse(limits.handshake()));
    return limits.idle(timeoutIdle.map(Duration::ofSeconds).orElse(limits.idle()));
  }

  /** A process for each is dearer than a connection. */
  private int mostConnections(Limits limits) {
    return backend.startsWith("exec:") ? PROGRAMS : limits.connections();
  }

  private TlsEngine engine() {
    return Stream.of(TlsEngine.values())
        .filter(engine -> engine.label().equals(tlsEngine))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--tls-engine must be auto, boringssl, jsse or bc, not " + tlsEngine));
  }
}
