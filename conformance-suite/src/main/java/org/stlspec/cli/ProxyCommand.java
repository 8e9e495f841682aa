package org.stlspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stlspec.proxy.ListeningSockets;
import org.stlspec.proxy.Proxy;
import org.stlspec.proxy.ProxyException;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.Visitor;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.SocketKind;
import org.stlspec.proxy.privsep.Confinement;
import org.stlspec.proxy.privsep.Credentials;
import org.stlspec.proxy.privsep.Launcher;
import org.stlspec.proxy.privsep.NetworkCommand;
import org.stlspec.proxy.privsep.NetworkProcess;
import org.stlspec.proxy.tls.Certificate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stlspec proxy}: the reference proxy, until it is told to stop. */
@Command(
    name = "proxy",
    description = "Runs the reference proxy; prints 'ready ADDRESS [ADDRESS]' once it accepts.",
    mixinStandardHelpOptions = true)
public final class ProxyCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int AS_EXPECTED = 0;
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;

  @Spec private CommandSpec spec;

  @Mixin private ProxyOptions options;

  @Option(names = "--cert", paramLabel = "FILE", description = "PEM chain, leaf first.")
  private Optional<Path> cert = Optional.empty();

  @Option(names = "--key", paramLabel = "FILE", description = "PEM private key, RSA or EC.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--inetd",
      description = "Serve the client on descriptors 0 and 1, then end; log to 2.")
  private boolean inetd;

  @Mixin private SeparationOptions separation;

  private Optional<NetworkProcess> network = Optional.empty();

  /** Makes this the network process, with its control connection to the launcher. */
  void launchedWith(Descriptor control) {
    network = Optional.of(new NetworkProcess(control, err()::println));
  }

  @Override
  public Integer call() throws InterruptedException {
    OneLine.install();
    NettyDefaults.install();
    try {
      if (inetd) return serveVisitor();
      if (network.isPresent()) return serveConfined(network.get());
      if (separation.wanted()) return launch();
      return serve(started());
    } catch (IllegalArgumentException | CertificateException | IOException e) {
      return refuse(e, USAGE);
    } catch (ProxyException e) {
      return refuse(e, e.usage() ? USAGE : ENVIRONMENT);
    }
  }

  private Proxy started() throws CertificateException, ProxyException, InterruptedException {
    Optional<ListeningSockets> sockets = sockets(ProcessHandle.current());
    ProxySettings plain = options.settings(err()::println);
    var loading = new Thread(() -> Proxy.load(plain.engine()), "load");
    loading.start();
    ProxySettings settings = plain.certificate(certificate());
    loading.join();
    return sockets.isPresent() ? Proxy.start(settings, sockets.get()) : Proxy.start(settings);
  }

  /** What systemd has opened takes the place of what would be bound here. */
  private Optional<ListeningSockets> sockets(ProcessHandle meant) {
    var sockets = ListeningSockets.of(System.getenv(), meant.pid());
    if (sockets.isPresent() && options.listens()) {
      throw new IllegalArgumentException(
          "--listen and --listen-tls cannot be had together with sockets from LISTEN_FDS");
    }
    return sockets;
  }

  /** Keeps root's rights, and has another process talk to the clients. */
  private int launch() throws CertificateException {
    try {
      Confinement confinement = separation.confinement();
      ProxySettings settings = options.settings(err()::println);
      var launcher =
          new Launcher(settings, confinement, credentials(confinement), networkCommand());
      var stopped = new Thread(() -> stopAndExit(launcher), "launcher-stop");
      Runtime.getRuntime().addShutdownHook(stopped);
      if (cert.isPresent()) reloadAtHangup(launcher::reload);
      return launcher.run();
    } catch (IOException e) {
      return refuse(e, ENVIRONMENT);
    }
  }

  private Credentials credentials(Confinement confinement) throws CertificateException {
    if (separation.keyProcess()) {
      if (cert.isPresent() && key.isPresent()) {
        return Credentials.keptApart(cert.get(), key.get(), confinement);
      }
      throw new IllegalArgumentException("--key-process needs --cert and --key");
    }
    Certificate certificate = certificate();
    if (cert.isEmpty()) return Credentials.handedOver(() -> certificate);
    return Credentials.handedOver(() -> Certificate.read(cert.get(), key.orElseThrow()));
  }

  private NetworkCommand networkCommand() {
    var sockets = sockets(ProcessHandle.current());
    var inherited =
        sockets.stream()
            .flatMap(both -> Stream.of(both.stls(), both.tls()))
            .flatMap(Optional::stream);
    List<String> words = spec.root().commandLine().getParseResult().originalArgs();
    return new NetworkCommand(NetworkMain.class.getName(), words, inherited.toList());
  }

  private static void stopAndExit(Launcher launcher) {
    try {
      Runtime.getRuntime().halt(launcher.stop());
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(ENVIRONMENT);
    }
  }

  /** The network process: everything that needs rights or files comes before they go. */
  private int serveConfined(NetworkProcess process)
      throws IOException, CertificateException, ProxyException, InterruptedException {
    ProcessHandle launcher = ProcessHandle.current().parent().orElseThrow();
    try (Certificate certificate = process.certificate()) {
      ProxySettings settings = options.settings(err()::println).certificate(certificate);
      confine(process, process.listen(settings, sockets(launcher)), settings);
    } catch (IOException e) {
      return refuse(e, ENVIRONMENT);
    }
    new CountDownLatch(1).await();
    return AS_EXPECTED;
  }

  private void confine(NetworkProcess process, Proxy proxy, ProxySettings settings)
      throws IOException {
    Thread drained = drainAtShutdown(proxy);
    try {
      process.confine(separation.confinement(), settings);
      process.serve(proxy);
      ready(proxy);
    } catch (IOException e) {
      Runtime.getRuntime().removeShutdownHook(drained);
      throw e;
    }
  }

  /** One session, with no other word on the client's descriptors. */
  private int serveVisitor()
      throws IOException, CertificateException, ProxyException, InterruptedException {
    if (options.listens()) {
      throw new IllegalArgumentException("--inetd does not listen: no --listen, no --listen-tls");
    }
    if (separation.wanted()) {
      throw new IllegalArgumentException("--inetd is one process: no --user");
    }
    BackendAddress address = options.address();
    // Looked at first, for a copy of the client's socket could get the number of one not open.
    if (address instanceof BackendAddress.Fd fd) requireStream(fd);
    var visitor = Visitor.onStandardDescriptors(System.getenv());
    Proxy proxy = Proxy.serve(options.settings(err()::println).certificate(certificate()), visitor);
    Thread drained = drainAtShutdown(proxy);
    try {
      proxy.awaitEnd();
      return AS_EXPECTED;
    } finally {
      proxy.close();
      Runtime.getRuntime().removeShutdownHook(drained);
    }
  }

  private static void requireStream(BackendAddress.Fd backend) {
    try {
      SocketKind kind = SocketKind.of(backend.descriptor());
      if (kind == SocketKind.INET || kind == SocketKind.UNIX) return;
      throw new IllegalArgumentException("backend " + backend + " is no connected stream socket");
    } catch (IOException e) {
      throw new IllegalArgumentException("backend " + backend + ": " + e.getMessage(), e);
    }
  }

  private static Thread drainAtShutdown(Proxy proxy) {
    var drained = new Thread(() -> drainAndExit(proxy), "proxy-drain");
    Runtime.getRuntime().addShutdownHook(drained);
    return drained;
  }

  /** Serves until the thread is interrupted or the JVM is told to end; then lets sessions end. */
  private int serve(Proxy proxy) throws InterruptedException {
    Thread drained = drainAtShutdown(proxy);
    cert.ifPresent(file -> reloadAtHangup(() -> proxy.reload(file, key.orElseThrow())));
    ready(proxy);
    try {
      new CountDownLatch(1).await();
      return AS_EXPECTED;
    } finally {
      proxy.close();
      Runtime.getRuntime().removeShutdownHook(drained);
    }
  }

  private void ready(Proxy proxy) {
    out().println("ready " + addresses(proxy));
    out().flush();
  }

  private void reloadAtHangup(Runnable reload) {
    if (Hangup.then(reload)) return;
    err().println("warning: HUP is not heard here, a new certificate needs a restart");
  }

  /** A JVM ended by TERM reports 143; a service that stops as told reports success. */
  private static void drainAndExit(Proxy proxy) {
    proxy.drain(GRACE);
    Runtime.getRuntime().halt(AS_EXPECTED);
  }

  private static String addresses(Proxy proxy) {
    return Stream.of(proxy.stlsAddress(), proxy.tlsAddress())
        .flatMap(Optional::stream)
        .map(ProxyCommand::written)
        .collect(Collectors.joining(" "));
  }

  private static String written(InetSocketAddress address) {
    return new HostPort(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  private Certificate certificate() throws CertificateException {
    if (cert.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("--cert and --key belong together");
    }
    if (cert.isPresent()) return Certificate.read(cert.get(), key.orElseThrow());
    err().println("warning: no --cert and --key, using a self-signed certificate for localhost");
    return Certificate.selfSigned("localhost");
  }

  private int refuse(Exception cause, int code) {
    err().println(cause.getMessage().lines().collect(Collectors.joining(" ")));
    return code;
  }

  private CommandLine commandLine() {
    return spec.commandLine();
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private PrintWriter err() {
    return commandLine().getErr();
  }
}
