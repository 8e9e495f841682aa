package org.stlspec.target;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

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
   * @param start command with placeholders; it stays in the foreground
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
      @JsonProperty(required = true) String start,
      @JsonProperty(required = true) List<String> traits) {
    public Manifest {
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
      return new Peer(folder.getFileName().toString(), folder, manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + firstLine(e), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }

  private static String firstLine(JsonProcessingException e) {
    return Objects.toString(e.getOriginalMessage(), "no JSON").split("\n", 2)[0];
  }

  /** Whether the suite's backend stands behind it. */
  public Mode mode() {
    return manifest.kind().equals("proxy") ? Mode.PROXY : Mode.SERVER;
  }

  /** How it is started. */
  public Recipe recipe() {
    List<Path> files = manifest.files().stream().map(folder::resolve).toList();
    return new Recipe(name, manifest.start(), files, mode());
  }

  /** Where its expected verdicts are, if any are known. */
  public Path baseline() {
    return folder.resolve("baseline.json");
  }

  /**
   * Whether all it needs is here.
   *
   * @throws TargetTrouble with what is missing and the packages that have it
   */
  public void requireInstalled() throws TargetTrouble {
    List<String> missing =
        manifest.programs().stream().filter(program -> !ProgramPath.has(program)).toList();
    if (!missing.isEmpty()) {
      throw new TargetTrouble(
          "peer "
              + name
              + " needs "
              + String.join(", ", missing)
              + "; install "
              + manifest.packages().stream().collect(Collectors.joining(", ")));
    }
    if (manifest.root() && !"root".equals(System.getProperty("user.name"))) {
      throw new TargetTrouble("peer " + name + " can be started by root only");
    }
  }
}
