package org.stlspec.qmail.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stlspec.qmail.Loopback;
import org.stlspec.qmail.SampleMaildir;
import org.stlspec.qmail.TcpServer;

/**
 * {@code popup HOST checkpassword pop3d Maildir}, three programs behind a listener, over a home of
 * its own with the sample messages. For root the account belongs to a system user.
 */
final class Chain implements AutoCloseable {

  private final String mark = UUID.randomUUID().toString();
  private final Path home;
  private final Server server;

  private Chain(Path home, Listening listening) throws IOException {
    this.home = home;
    prepare();
    this.server = listening == Listening.TCPSERVER ? tcpserver() : bridge();
  }

  /** Who accepts the connections. */
  enum Listening {
    /** The real one: descriptors 0 and 1 are one socket. */
    TCPSERVER,
    /** This JVM: they are pipes. */
    BRIDGE;

    static Listening best() {
      return Machine.has("tcpserver") ? TCPSERVER : BRIDGE;
    }
  }

  /** Its home is this directory. */
  static Chain start(Path home, Listening listening) throws IOException {
    return new Chain(home, listening);
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** What runs, and what it has started: dead ones that nobody waited for included. */
  private record Server(InetSocketAddress address, Runnable stop, Supplier<List<?>> children) {}

  private Server tcpserver() throws IOException {
    var words = new ArrayList<>(List.of("tcpserver", "-1", "-R", "-H", "-l0"));
    words.addAll(List.of(Loopback.any().getAddress().getHostAddress(), "0"));
    words.addAll(command(Installation.command()));
    Process process = builder(words).start();
    return new Server(announced(process), process::destroy, () -> process.descendants().toList());
  }

  /** With -1 it says which port it took. */
  private static InetSocketAddress announced(Process tcpserver) throws IOException {
    BufferedReader out = tcpserver.inputReader(StandardCharsets.US_ASCII);
    int port = Integer.parseInt(out.readLine());
    return new InetSocketAddress(Loopback.any().getAddress(), port);
  }

  private Server bridge() throws IOException {
    var bridge = new Bridge(builder(command(Installation.command())));
    var listener = TcpServer.listen(Loopback.any(), bridge);
    return new Server(listener.address(), listener::close, List::of);
  }

  private List<String> command(String fakeQmail) {
    var words = new ArrayList<>(List.of(fakeQmail, "popup", "pop.lab.test"));
    words.addAll(List.of(fakeQmail, "checkpassword", "--accounts", accounts().toString()));
    if (!Machine.isRoot()) {
      words.add("--stay");
    }
    words.addAll(List.of(fakeQmail, "pop3d", "Maildir"));
    return words;
  }

  private Path accounts() {
    return home.resolve("accounts");
  }

  private void prepare() throws IOException {
    Installation.open(home);
    SampleMaildir.into(home.resolve("Maildir"));
    String user = Machine.isRoot() ? Machine.systemUser().get(0) : "";
    Files.writeString(accounts(), "# test\n\nalice:wonderland:" + user + ":" + home + "\n");
    if (Machine.isRoot()) {
      give(user);
    }
  }

  private void give(String user) throws IOException {
    var lookup = FileSystems.getDefault().getUserPrincipalLookupService();
    UserPrincipal owner = lookup.lookupPrincipalByName(user);
    try (Stream<Path> all = Files.walk(home.resolve("Maildir"))) {
      all.forEach(path -> give(path, owner));
    }
  }

  private static void give(Path path, UserPrincipal owner) {
    try {
      Files.setOwner(path, owner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command).redirectError(errors().toFile());
    Installation.prepare(builder.environment());
    builder.environment().put(Installation.MARK, mark);
    return builder;
  }

  private Path errors() {
    return home.resolve("errors");
  }

  /** Stops listening, awaits the end of every process, and finds descriptor 2 untouched. */
  @Override
  public void close() throws IOException {
    await(server.children()::get);
    server.stop().run();
    await(() -> Machine.processes(mark));
    String errors = Files.readString(errors());
    if (!errors.isEmpty()) {
      throw new AssertionError(errors);
    }
  }

  private interface Listing {
    List<?> now() throws IOException;
  }

  private static void await(Listing listing) throws IOException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    for (List<?> left = listing.now(); !left.isEmpty(); left = listing.now()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("left: " + left);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
