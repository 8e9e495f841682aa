package org.stlspec.direct;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stlspec.report.SuiteVersion;

/** Writes {@code direct.json}. */
public final class DirectFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private DirectFile() {}

  /** Into this folder, which is made if need be. */
  public static void write(DirectRun run, Path directory) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("tool", "stlspec").put("version", SuiteVersion.text());
    root.put("compared", run.steps()).put("transparent", run.transparent());
    ArrayNode changes = root.putArray("changes");
    for (Change one : run.changes()) {
      changes
          .addObject()
          .put("kind", one.kind().name())
          .put("way", one.way().name())
          .put("where", one.where())
          .put("straight", one.straight())
          .put("through", one.through())
          .put("allowed", one.allowed());
    }
    run.varying().forEach(root.putArray("varying")::add);
    Files.createDirectories(directory);
    MAPPER.writeValue(directory.resolve("direct.json").toFile(), root);
  }
}
