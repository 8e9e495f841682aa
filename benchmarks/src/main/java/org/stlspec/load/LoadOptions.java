package org.stlspec.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.stlspec.cli.HostPort;
import org.stlspec.load.client.Account;
import org.stlspec.load.client.ClientTls;
import org.stlspec.load.client.Mode;
import org.stlspec.load.maildrop.Maildrop;
import picocli.CommandLine.Option;

/** The options that say what load is put on what. */
final class LoadOptions {
  private static final int MOST_USERS = 60_000;
  private static final int MOST_THREADS = 256;
  private static final double HIGHEST_RATE = 1_000_000;

  @Option(names = "--target", paramLabel = "HOST:PORT", description = "The proxy or server.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--mode",
      defaultValue = "STLS",
      description = "plain, stls, or tls from the first octet (default: stls).")
  private Mode mode;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "alice",
      description = "Login (default: ${DEFAULT-VALUE}).")
  private String user;

  @Option(
      names = "--password",
      paramLabel = "SECRET",
      defaultValue = "wonderland",
      description = "Its password (default: ${DEFAULT-VALUE}).")
  private String password;

  @Option(
      names = "--accounts",
      paramLabel = "FILE",
      description = "Logins, a line NAME:PASSWORD each, in turn: for servers that lock maildrops.")
  private Optional<Path> accounts = Optional.empty();

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Closed loop: so many users, one session after the other (default: 16).")
  private Optional<Integer> users = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Open loop: so many sessions a second begin, whatever becomes of them.")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--max-open",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Open loop: sessions at once, others wait (default: ${DEFAULT-VALUE}).")
  private int maxOpen;

  @Option(
      names = "--ramp",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seconds in which users come or the rate grows (default: ${DEFAULT-VALUE}).")
  private double ramp;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "5",
      description = "Seconds behind the ramp that do not count (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--duration",
      paramLabel = "S",
      description = "Seconds in which sessions begin that count (default: 30).")
  private Optional<Double> duration = Optional.empty();

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "Sessions that count, instead of a duration.")
  private Optional<Long> sessions = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "10",
      description = "Seconds for one phase of a session (default: ${DEFAULT-VALUE}).")
  private double timeout;

  @Option(
      names = "--mix",
      paramLabel = "FILE",
      description =
          "What sessions do and which messages are served: lines 'messages SIZE[xCOUNT] …' and"
              + " 'session WEIGHT STAT, LIST, UIDL, NOOP, RETR 1, RETR *'.")
  private Optional<Path> mix = Optional.empty();

  @Option(names = "--no-capa", description = "Do not ask for capabilities.")
  private boolean noCapa;

  @Option(
      names = "--resume",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Handshakes that go on from an earlier one (default: ${DEFAULT-VALUE}).")
  private int resume;

  @Option(
      names = "--tls-engine",
      defaultValue = "AUTO",
      description = "TLS of the clients: auto, boringssl or jsse (default: auto).")
  private ClientTls.Engine engine;

  @Option(
      names = "--tls-version",
      paramLabel = "V",
      description = "1.2 or 1.3 (default: both offered).")
  private Optional<String> tlsVersion = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Event loops of the clients (default: half of the processors).")
  private Optional<Integer> threads = Optional.empty();

  boolean targeted() {
    return target.isPresent();
  }

  Mix mix() {
    return mix.map(Mix::read).orElseGet(Mix::ordinary);
  }

  int threads() {
    return threads
        .map(given -> number("--threads", given, 1, MOST_THREADS))
        .orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /**
   * All of it.
   *
   * @param served the maildrop behind the target, where it is known
   * @throws IllegalArgumentException in one line about the first option that is of no use
   */
  Plan plan(Optional<Maildrop> served) {
    String name = target.orElseThrow();
    HostPort where = HostPort.parse(name);
    if (where.port() == 0) throw new IllegalArgumentException("--target needs a port, not 0");
    InetSocketAddress address = where.resolved();
    return new Plan(
        name,
        where.host(),
        address,
        mode,
        engine,
        ClientTls.Offer.of(tlsVersions()),
        number("--resume", resume, 0, 100),
        !noCapa,
        accounts(),
        mix(),
        course(),
        seconds("--timeout", timeout, 0.001),
        threads(),
        served);
  }

  private List<String> tlsVersions() {
    if (tlsVersion.isEmpty()) return List.of("TLSv1.3", "TLSv1.2");
    String version = tlsVersion.get();
    if (version.equals("1.2") || version.equals("1.3")) return List.of("TLSv" + version);
    throw new IllegalArgumentException("--tls-version must be 1.2 or 1.3, not " + version);
  }

  private Course course() {
    if (users.isPresent() && rate.isPresent()) {
      throw new IllegalArgumentException("--users and --rate exclude each other");
    }
    if (duration.isPresent() && sessions.isPresent()) {
      throw new IllegalArgumentException("--duration and --sessions exclude each other");
    }
    double open = rate.orElse(0.0);
    if (rate.isPresent() && !(open > 0 && open <= HIGHEST_RATE)) {
      throw new IllegalArgumentException("--rate must be above 0, at most a million, not " + open);
    }
    long count = sessions.orElse(1L);
    if (count < 1) throw new IllegalArgumentException("--sessions must be at least 1");
    int crowd = number("--users", users.orElse(16), 1, MOST_USERS);
    return new Course(
        rate.isPresent() ? OptionalInt.empty() : OptionalInt.of(crowd),
        open,
        number("--max-open", maxOpen, 1, MOST_USERS),
        seconds("--ramp", ramp, 0),
        seconds("--warm-up", warmUp, 0),
        seconds("--duration", duration.orElse(30.0), 0.001),
        sessions.isPresent() ? OptionalLong.of(count) : OptionalLong.empty());
  }

  private List<Account> accounts() {
    if (accounts.isEmpty()) return List.of(account(user + ":" + password));
    List<Account> all = new ArrayList<>();
    for (String line : lines(accounts.get())) {
      if (!line.isBlank()) all.add(account(line));
    }
    if (!all.isEmpty()) return all;
    throw new IllegalArgumentException("--accounts: no line NAME:PASSWORD in " + accounts.get());
  }

  private static Account account(String written) {
    String[] parts = written.split(":", 2);
    boolean sound = parts.length == 2 && !parts[0].isBlank();
    if (sound && written.chars().noneMatch(Character::isISOControl)) {
      return new Account(parts[0], parts[1]);
    }
    throw new IllegalArgumentException("a login is NAME:PASSWORD without control characters");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("--accounts: cannot read " + file, e);
    }
  }

  private static int number(String option, int value, int least, int most) {
    if (value >= least && value <= most) return value;
    throw new IllegalArgumentException(
        option + " must be from " + least + " to " + most + ", not " + value);
  }

  private static Duration seconds(String option, double value, double least) {
    if (value >= least && value <= 1_000_000) return Duration.ofNanos((long) (value * 1e9));
    throw new IllegalArgumentException(
        option + " must be from " + least + " to 1000000 seconds, not " + value);
  }
}
