package org.stlspec.proxy;

import java.time.Duration;

/**
 * Everything a peer could otherwise make endless.
 *
 * @param commandLine longest command line before login in octets, line end included; RFC 2449
 *     section 4 asks for 255 at least, an initial response of SASL needs more
 * @param replyLine longest reply line before login in octets, the greeting too, and longest line of
 *     SASL data
 * @param capabilityLines most lines of a CAPA reply
 * @param capabilityOctets most octets of a CAPA reply
 * @param badCommands most {@code -ERR} replies in a row before login, the next one ends the session
 * @param greeting time for the backend to accept the connection and to greet, in total
 * @param handshake time for the TLS handshake, in total
 * @param idle time without an octet in either direction; RFC 1939 section 3 asks for ten minutes at
 *     least
 * @param writeStall time for one chunk of the relay to leave
 * @param linger time for the last octets to leave and the peer to close, once a session has ended
 * @param program time for the program of an {@code exec:} backend to end by itself once its session
 *     has ended; then it gets TERM, and after as long again KILL
 * @param connections most connections open at once
 * @param connectionsPerAddress most connections open at once from one client address
 */
public record Limits(
    int commandLine,
    int replyLine,
    int capabilityLines,
    int capabilityOctets,
    int badCommands,
    Duration greeting,
    Duration handshake,
    Duration idle,
    Duration writeStall,
    Duration linger,
    Duration program,
    int connections,
    int connectionsPerAddress) {

  public Limits {
    positive("command line limit", commandLine);
    positive("reply line limit", replyLine);
    positive("capability line limit", capabilityLines);
    positive("capability octet limit", capabilityOctets);
    positive("bad command limit", badCommands);
    positive("greeting time", greeting);
    positive("handshake time", handshake);
    positive("idle time", idle);
    positive("write stall time", writeStall);
    positive("linger time", linger);
    positive("program time", program);
    positive("connection limit", connections);
    positive("connection limit per address", connectionsPerAddress);
  }

  /** What suits a public service before qmail, whose own idle time is 20 minutes. */
  public static Limits defaults() {
    return new Limits(
        8192,
        16384,
        256,
        65536,
        20,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofMinutes(30),
        Duration.ofMinutes(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        10_000,
        1_000);
  }

  public Limits commandLine(int octets) {
    return new Limits(
        octets,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        idle,
        writeStall,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits replyLine(int octets) {
    return new Limits(
        commandLine,
        octets,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        idle,
        writeStall,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  /** Both bounds of a CAPA reply. */
  public Limits capabilities(int lines, int octets) {
    return new Limits(
        commandLine,
        replyLine,
        lines,
        octets,
        badCommands,
        greeting,
        handshake,
        idle,
        writeStall,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits badCommands(int inARow) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        inARow,
        greeting,
        handshake,
        idle,
        writeStall,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits greeting(Duration time) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        time,
        handshake,
        idle,
        writeStall,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits handshake(Duration time) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        time,
        idle,
        writeStall,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits idle(Duration time) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        time,
        writeStall,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits writeStall(Duration time) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        idle,
        time,
        linger,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits linger(Duration time) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        idle,
        writeStall,
        time,
        program,
        connections,
        connectionsPerAddress);
  }

  public Limits program(Duration time) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        idle,
        writeStall,
        linger,
        time,
        connections,
        connectionsPerAddress);
  }

  public Limits connections(int most) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        idle,
        writeStall,
        linger,
        program,
        most,
        connectionsPerAddress);
  }

  public Limits connectionsPerAddress(int most) {
    return new Limits(
        commandLine,
        replyLine,
        capabilityLines,
        capabilityOctets,
        badCommands,
        greeting,
        handshake,
        idle,
        writeStall,
        linger,
        program,
        connections,
        most);
  }

  private static void positive(String name, int value) {
    if (value < 1) throw new IllegalArgumentException(name + " must be at least 1, not " + value);
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be longer than nothing");
    }
  }
}
