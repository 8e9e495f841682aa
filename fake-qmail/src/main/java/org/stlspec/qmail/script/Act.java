package org.stlspec.qmail.script;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One step of an answer. Text stands for its ISO 8859-1 octets. */
public sealed interface Act {

  /** Octets that go out in these writes, with a pause between two. */
  record Send(List<byte[]> writes, Duration between) implements Act {
    /** Copies the list. */
    public Send {
      writes = List.copyOf(writes);
    }
  }

  /** Octets kept back for the next write. */
  @SuppressWarnings("ArrayRecordComponent") // Octets are what it is about; nobody compares acts.
  record Coalesce(byte[] octets) implements Act {}

  /** Octets made while they go out. */
  record Stream(Supplier<InputStream> octets) implements Act {}

  /** A wait. */
  record Pause(Duration duration) implements Act {}

  /** The next line is data. */
  record Line(Function<String, List<Act>> answer) implements Act {}

  /** Acts without a parameter. */
  enum Plain implements Act {
    HOLD,
    STALL,
    USUAL,
    LOGIN,
    RAW,
    ECHO,
    FINISH,
    CLOSE,
    RESET
  }

  /** Long enough for TCP to send what it has as a segment of its own. */
  Duration SEGMENT_PAUSE = Duration.ofMillis(2);

  /** One write. */
  static Act send(byte[] octets) {
    return new Send(List.of(octets.clone()), Duration.ZERO);
  }

  /** One write. */
  static Act send(String text) {
    return send(octets(text));
  }

  /**
   * Writes cut at these offsets, with a short pause between them so that they travel as separate
   * segments.
   *
   * @param at ascending offsets within the octets
   * @throws IllegalArgumentException for an offset that is not
   */
  static Act split(byte[] octets, int... at) {
    int[] cuts = IntStream.concat(IntStream.of(at), IntStream.of(octets.length)).toArray();
    return new Send(
        IntStream.range(0, cuts.length)
            .mapToObj(i -> Arrays.copyOfRange(octets, i == 0 ? 0 : cuts[i - 1], cuts[i]))
            .toList(),
        SEGMENT_PAUSE);
  }

  /** See {@link #split(byte[], int...)}. */
  static Act split(String text, int... at) {
    return split(octets(text), at);
  }

  /** One write for each octet, without a pause. */
  static Act octetwise(byte[] octets) {
    return new Send(
        IntStream.range(0, octets.length).mapToObj(i -> new byte[] {octets[i]}).toList(),
        Duration.ZERO);
  }

  /** See {@link #octetwise(byte[])}. */
  static Act octetwise(String text) {
    return octetwise(octets(text));
  }

  /**
   * Keeps the octets back and sends them in the same write as the next thing sent, whatever that
   * is. If the session is finished or closed before, they go out just before that; a reset drops
   * them.
   */
  static Act coalesce(byte[] octets) {
    return new Coalesce(octets.clone());
  }

  /** See {@link #coalesce(byte[])}. */
  static Act coalesce(String text) {
    return coalesce(octets(text));
  }

  /**
   * Writes of 64 KiB, each made when it goes out. The log keeps the first of them only, so the
   * stream may be longer than memory.
   *
   * @param octets opened anew each time the act is played; read to its end
   */
  static Act stream(Supplier<InputStream> octets) {
    return new Stream(octets);
  }

  /** Waits; octets that arrive meanwhile are logged at once and answered afterwards. */
  static Act pause(Duration duration) {
    return new Pause(duration);
  }

  /**
   * Waits for {@link Session#release()}; a release that came before counts. Octets that arrive
   * meanwhile are logged at once and answered afterwards.
   */
  static Act hold() {
    return Plain.HOLD;
  }

  /** The script sends nothing more and does nothing more; reading and logging go on. */
  static Act stall() {
    return Plain.STALL;
  }

  /** The next received line, without its line end, is data: the function says how to answer it. */
  static Act line(Function<String, List<Act>> answer) {
    return new Line(answer);
  }

  /** What the persona would have said at this place by itself. */
  static Act usual() {
    return Plain.USUAL;
  }

  /** The session counts as logged in from here. */
  static Act login() {
    return Plain.LOGIN;
  }

  /** Behind this list of acts nothing is interpreted any more, only logged: a test takes over. */
  static Act raw() {
    return Plain.RAW;
  }

  /** Behind this list of acts every received octet is sent back unchanged. FIN is not answered. */
  static Act echo() {
    return Plain.ECHO;
  }

  /** Half-closes: FIN behind what was sent; reading goes on. */
  static Act finish() {
    return Plain.FINISH;
  }

  /** Closes the connection; the rest of the script is not played. */
  static Act close() {
    return Plain.CLOSE;
  }

  /** Resets the connection (RST); the rest of the script is not played. */
  static Act reset() {
    return Plain.RESET;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
