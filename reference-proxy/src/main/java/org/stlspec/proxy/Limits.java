package org.stlspec.proxy;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Everything a peer could otherwise make endless. Never changes: a new bound makes a new object.
 */
public final class Limits {
  private int commandLine = 8192;
  private int replyLine = 16384;
  private int capabilityLines = 256;
  private int capabilityOctets = 65536;
  private int badCommands = 20;
  private Duration greeting = Duration.ofSeconds(30);
  private Duration handshake = Duration.ofSeconds(30);
  private Duration idle = Duration.ofMinutes(30);
  private Duration writeStall = Duration.ofMinutes(5);
  private Duration linger = Duration.ofSeconds(2);
  private Duration program = Duration.ofSeconds(30);
  private int connections = 10_000;
  private int connectionsPerAddress = 1_000;

  private Limits() {}

  /** What suits a public service before qmail, whose own idle time is 20 minutes. */
  public static Limits defaults() {
    return new Limits();
  }

  /**
   * Longest command line before login in octets, line end included; RFC 2449 section 4 asks for 255
   * at least, an initial response of SASL needs more.
   */
  public int commandLine() {
    return commandLine;
  }

  /** Longest reply line before login in octets, the greeting too, and longest line of SASL data. */
  public int replyLine() {
    return replyLine;
  }

  /** Most lines of a CAPA reply. */
  public int capabilityLines() {
    return capabilityLines;
  }

  /** Most octets of a CAPA reply. */
  public int capabilityOctets() {
    return capabilityOctets;
  }

  /** Most {@code -ERR} replies in a row before login, the next one ends the session. */
  public int badCommands() {
    return badCommands;
  }

  /** Time for the backend to accept the connection and to greet, in total. */
  public Duration greeting() {
    return greeting;
  }

  /** Time for the TLS handshake, in total. */
  public Duration handshake() {
    return handshake;
  }

  /**
   * Time without an octet in either direction; RFC 1939 section 3 asks for ten minutes at least.
   */
  public Duration idle() {
    return idle;
  }

  /** Time for one chunk of the relay to leave. */
  public Duration writeStall() {
    return writeStall;
  }

  /** Time for the last octets to leave and the peer to close, once a session has ended. */
  public Duration linger() {
    return linger;
  }

  /**
   * Time for the program of an {@code exec:} backend to end by itself once its session has ended;
   * then it gets TERM, and after as long again KILL.
   */
  public Duration program() {
    return program;
  }

  /** Most connections open at once. */
  public int connections() {
    return connections;
  }

  /** Most connections open at once from one client address. */
  public int connectionsPerAddress() {
    return connectionsPerAddress;
  }

  private Limits with(Consumer<Limits> change) {
    var changed = new Limits();
    changed.commandLine = commandLine;
    changed.replyLine = replyLine;
    changed.capabilityLines = capabilityLines;
    changed.capabilityOctets = capabilityOctets;
    changed.badCommands = badCommands;
    changed.greeting = greeting;
    changed.handshake = handshake;
    changed.idle = idle;
    changed.writeStall = writeStall;
    changed.linger = linger;
    changed.program = program;
    changed.connections = connections;
    changed.connectionsPerAddress = connectionsPerAddress;
    change.accept(changed);
    return changed;
  }

  public Limits commandLine(int octets) {
    return with(changed -> changed.commandLine = positive("command line limit", octets));
  }

  public Limits replyLine(int octets) {
    return with(changed -> changed.replyLine = positive("reply line limit", octets));
  }

  /** Both bounds of a CAPA reply. */
  public Limits capabilities(int lines, int octets) {
    int mostLines = positive("capability line limit", lines);
    int mostOctets = positive("capability octet limit", octets);
    return with(
        changed -> {
          changed.capabilityLines = mostLines;
          changed.capabilityOctets = mostOctets;
        });
  }

  public Limits badCommands(int inARow) {
    return with(changed -> changed.badCommands = positive("bad command limit", inARow));
  }

  public Limits greeting(Duration time) {
    return with(changed -> changed.greeting = positive("greeting time", time));
  }

  public Limits handshake(Duration time) {
    return with(changed -> changed.handshake = positive("handshake time", time));
  }

  public Limits idle(Duration time) {
    return with(changed -> changed.idle = positive("idle time", time));
  }

  public Limits writeStall(Duration time) {
    return with(changed -> changed.writeStall = positive("write stall time", time));
  }

  public Limits linger(Duration time) {
    return with(changed -> changed.linger = positive("linger time", time));
  }

  public Limits program(Duration time) {
    return with(changed -> changed.program = positive("program time", time));
  }

  public Limits connections(int most) {
    return with(changed -> changed.connections = positive("connection limit", most));
  }

  public Limits connectionsPerAddress(int most) {
    return with(
        changed -> changed.connectionsPerAddress = positive("connection limit per address", most));
  }

  private static int positive(String name, int value) {
    if (value > 0) return value;
    throw new IllegalArgumentException(name + " must be at least 1, not " + value);
  }

  private static Duration positive(String name, Duration value) {
    if (!value.isZero() && !value.isNegative()) return value;
    throw new IllegalArgumentException(name + " must be longer than nothing");
  }
}
