package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Environment;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Spawn;

/** A {@link KeyProcess} that is ready, as whoever has started it knows it. */
public final class StartedKeyProcess {
  /** How the message begins that says why it is not ready; a certificate in DER does not. */
  static final char SORRY = '-';

  private static final Duration START = Duration.ofSeconds(30);
  private static final int LONGEST_CHAIN = 64 * 1024;
  private static final int ITS_SOCKET = 3;

  /** It has little to do and keeps little; nobody attaches to it, and it leaves no files. */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx16m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+DisableAttachMechanism",
          "-XX:-UsePerfData");

  private final Child child;
  private final Descriptor socket;
  private final byte[] chain;

  private StartedKeyProcess(Child child, Descriptor socket, byte[] chain) {
    this.child = child;
    this.socket = socket;
    this.chain = chain;
  }

  /**
   * Starts one with the Java of this process and waits until it is ready. It inherits what the
   * calling thread has given up, and descriptor 2 for its log.
   *
   * @param user to become, with the only group {@code group}, and confined to the directory if
   *     there is one; without a user it stays what this process is
   * @throws CertificateException if certificate or key are of no use
   * @throws IOException if it cannot be started
   */
  public static StartedKeyProcess start(
      Path chain, Path key, Optional<Integer> user, int group, Optional<Path> directory)
      throws IOException, CertificateException {
    List<String> words = new ArrayList<>(java());
    words.addAll(List.of(chain.toString(), key.toString(), String.valueOf(ITS_SOCKET)));
    if (user.isPresent()) {
      Stream.of(user.get(), group).map(Integer::toUnsignedString).forEach(words::add);
      directory.map(Path::toString).ifPresent(words::add);
    }
    return ready(words);
  }

  private static List<String> java() {
    List<String> words = new ArrayList<>(FLAGS);
    words.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), KeyProcess.class.getName()));
    return words;
  }

  private static StartedKeyProcess ready(List<String> words)
      throws IOException, CertificateException {
    Pair pair = Pair.ofPackets();
    Child child = spawned(words, pair);
    try {
      return new StartedKeyProcess(child, pair.first(), chain(pair.first()));
    } catch (IOException | CertificateException e) {
      pair.first().close();
      child.signal(Child.SIGKILL);
      child.await();
      throw e;
    }
  }

  /** In a group of its own, since a terminal's Ctrl-C is for the proxy, which may still sign. */
  private static Child spawned(List<String> words, Pair pair) throws IOException {
    var descriptors = Map.of(ITS_SOCKET, pair.second());
    try {
      var program = Path.of(words.get(0));
      return new Spawn(program, words, Environment.own(), descriptors, true).start();
    } catch (IOException e) {
      pair.first().close();
      throw e;
    } finally {
      pair.second().close();
    }
  }

  private static byte[] chain(Descriptor socket) throws IOException, CertificateException {
    socket.waitAtMost(START);
    Mail first =
        Mail.receive(socket, LONGEST_CHAIN)
            .orElseThrow(() -> new IOException("the key process has ended at its start"));
    byte[] octets = new byte[first.octets().remaining()];
    first.octets().get(octets);
    if (octets[0] != SORRY) return octets;
    throw new CertificateException(
        new String(octets, 1, octets.length - 1, StandardCharsets.UTF_8));
  }

  /** Whose end tells that there are no more signatures. */
  public Child child() {
    return child;
  }

  /**
   * For {@code Certificate.of} in the process that serves; the key process ends with its copies.
   */
  public Descriptor socket() {
    return socket;
  }

  /** For {@code Certificate.of}, too. */
  public byte[] chain() {
    return chain.clone();
  }
}
