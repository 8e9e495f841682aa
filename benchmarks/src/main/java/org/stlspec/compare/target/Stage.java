package org.stlspec.compare.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stlspec.compare.process.Program;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.target.Port;
import org.stlspec.target.ScratchFolder;

/**
 * What all competitors share: a scratch folder, the certificate, the backend, and how many workers
 * they may have.
 */
public final class Stage implements AutoCloseable {
  /** What all use, so that all do the same cryptography. */
  public static final String SUITE = "TLS_AES_128_GCM_SHA256";

  private final ScratchFolder folder = ScratchFolder.make();
  private final Map<String, String> shared = new LinkedHashMap<>();
  private final List<String> javaOptions;
  private int started;

  /**
   * Prepares it.
   *
   * @param java the program that runs the reference proxy
   * @param javaOptions what it is told
   * @param jar of the reference proxy
   * @param workers event loops, threads or processes of each competitor
   * @param sessions that it has to be ready for; some reserve memory for them
   */
  public Stage(Path java, List<String> javaOptions, Path jar, int workers, int sessions)
      throws IOException {
    this.javaOptions = javaOptions;
    shared.put("java", java.toString());
    shared.put("jar", jar.toString());
    shared.put("workers", Integer.toString(workers));
    shared.put("suite", SUITE);
    shared.put("sessions", Integer.toString(sessions));
    shared.put("connections", Integer.toString(2 * sessions));
    var owner = Files.readAttributes(folder.path(), PosixFileAttributes.class);
    shared.put("user", owner.owner().getName());
    shared.put("group", owner.group().getName());
    Path cert = file("cert.pem");
    Path key = file("key.pem");
    Certificate.selfSigned("localhost").writePem(cert, key);
    Path both = file("both.pem");
    Files.writeString(both, Files.readString(key) + Files.readString(cert));
    shared.put("cert", cert.toString());
    shared.put("key", key.toString());
    shared.put("pem", both.toString());
  }

  private Path file(String name) {
    return folder.path().resolve(name);
  }

  public Path path() {
    return folder.path();
  }

  /** Where all competitors relay to. */
  public void backend(InetSocketAddress address) {
    put(shared, "backend", address);
  }

  /** Who answers nginx's questions about logins. */
  public void auth(InetSocketAddress address) {
    put(shared, "auth", address);
  }

  private static void put(Map<String, String> values, String name, InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    values.put(name, host + ":" + address.getPort());
    values.put(name + "_host", host);
    values.put(name + "_port", Integer.toString(address.getPort()));
  }

  /** Starts one that does not accept connections yet. */
  public RunningCompetitor start(Competitor competitor) throws IOException {
    Path work = Files.createDirectory(file(competitor.name() + "-" + ++started));
    InetSocketAddress stls = Port.free();
    InetSocketAddress tls = Port.free();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("tuning", competitor.tuning()); // may have placeholders itself
    values.putAll(shared);
    values.put("work", work.toString());
    put(values, "stls", stls);
    put(values, "tls", tls);
    if (competitor.template().isPresent()) {
      values.put("config", configured(competitor.template().get(), work, values).toString());
    }
    long begin = System.nanoTime();
    Program program = Program.start(command(competitor, values), work);
    return new RunningCompetitor(competitor, program, tls, stls, begin);
  }

  private static Path configured(String template, Path work, Map<String, String> values)
      throws IOException {
    try (var in = Stage.class.getResourceAsStream(template)) {
      String text = new String(in.readAllBytes(), UTF_8);
      return Files.writeString(work.resolve(template), filled(text, values));
    }
  }

  private List<String> command(Competitor competitor, Map<String, String> values) {
    List<String> words = new ArrayList<>();
    for (String word : competitor.command()) {
      if (word.equals("{java_options}")) words.addAll(javaOptions);
      else words.add(filled(word, values));
    }
    return words;
  }

  private static String filled(String text, Map<String, String> values) {
    String filled = text;
    for (var value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }

  @Override
  public void close() {
    folder.close();
  }
}
