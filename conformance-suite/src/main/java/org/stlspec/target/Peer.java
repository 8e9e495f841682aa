package org.stlspec.target;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A real product that the suite knows how to start: a folder with {@code peer.json}, the files that
 * it names, and {@code baseline.json}.
 *
 * @param name that of the folder
 */
public record Peer(String name, Path folder, Manifest manifest) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * What {@code peer.json} says.
   *
   * @param title the product in words
   * @param kind proxy or server
   * @param packages what to install, by Debian's names
   * @param programs what must be on the path
   * @param version command that prints the version
   * @param root whether it must be started by root
   * @param files configuration with placeholders, copied into the working folder
   * @param values what placeholders of its own stand for, so that variants can share files; {@code
   *     listen_host} among them is the address to listen on
   * @param start command with placeholders; it stays in the foreground
   * @param patience milliseconds that it may take for an answer; 0 where the usual will do
   * @param traits what is known of it, a sentence each
   */
  public record Manifest(
      @JsonProperty(required = true) String title,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) List<String> packages,
      @JsonProperty(required = true) List<String> programs,
      @JsonProperty(required = true) String version,
      boolean root,
      @JsonProperty(required = true) List<String> files,
      Map<String, String> values,
      @JsonProperty(required = true) String start,
      int patience,
      @JsonProperty(required = true) List<String> traits) {
    public Manifest {
      values = values == null ? Map.of() : Map.copyOf(values);
      if (!kind.equals("proxy") && !kind.equals("server")) {
        throw new IllegalArgumentException("kind must be proxy or server, not '" + kind + "'");
      }
    }
  }

  /**
   * Reads the folder of a peer.
   *
   * @throws IllegalArgumentException in one line if there is no good {@code peer.json} in it
   */
  public static Peer read(Path folder) {
    Path file = folder.resolve("peer.json");
    try {
      var manifest = MAPPER.readValue(Files.readAllBytes(file), Manifest.class);
      var peer = new Peer(folder.getFileName().toString(), folder, manifest);
      peer.requireFiles();
      return peer;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + firstLine(e), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }

  private void requireFiles() {
    for (Path file : recipe().files()) {
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException(
            folder.resolve("peer.json") + " names " + file + ", which cannot be read");
      }
    }
  }

  private static String firstLine(JsonProcessingException e) {
    return Objects.toString(e.getOriginalMessage(), "no JSON").split("\n", 2)[0];
  }

  /** Whether the suite's backend stands behind it. */
  public Mode mode() {
    return manifest.kind().equals("proxy") ? Mode.PROXY : Mode.SERVER;
  }

  /** How long it may take for an answer, if that is not as usual. */
  public Optional<Duration> patience() {
    return Optional.of(Duration.ofMillis(manifest.patience())).filter(limit -> !limit.isZero());
  }

  /** How it is started. */
  public Recipe recipe() {
    List<Path> files =
        manifest.files().stream().map(file -> folder.resolve(file).normalize()).toList();
    return new Recipe(name, manifest.start(), files, mode(), manifest.values());
  }

  /** Where its expected verdicts are, if any are known. */
  public Path baseline() {
    return folder.resolve("baseline.json");
  }

  /** What it needs and is not here, with the packages that have it; empty if it can be started. */
  public Optional<String> missing() {
    List<String> missing =
        manifest.programs().stream().filter(program -> !ProgramPath.has(program)).toList();
    if (!missing.isEmpty()) {
      String programs = String.join(", ", missing);
      return Optional.of(programs + "; install " + String.join(", ", manifest.packages()));
    }
    boolean may = !manifest.root() || "root".equals(System.getProperty("user.name"));
    return may ? Optional.empty() : Optional.of("to be started by root");
  }

  /**
   * Whether all it needs is here.
   *
   * @throws TargetTrouble with what is missing and the packages that have it
   */
  public void requireInstalled() throws TargetTrouble {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      throw new TargetTrouble("peer " + name + " needs " + missing.get());
    }
  }

  /** The version of the product on this machine, as it says it. */
  public String version() {
    var program = Placeholders.ofThisProgram();
    return ProductVersion.of(Words.of(manifest.version()).stream().map(program::fill).toList());
  }
}
