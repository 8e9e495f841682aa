package org.stlspec.compare.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompetitorsTest {
  private static final Pattern MODULE = Pattern.compile("load_module (.*);");

  @TempDir private Path folder;

  /** The program alone is in another package than its modules. */
  @Test
  void whoseModuleIsMissingIsNotInstalled() {
    assertTrue(shell().installed());
    assertTrue(shell(folder).installed());
    assertFalse(shell(folder, folder.resolve("module.so")).installed());
  }

  private static Competitor shell(Path... parts) {
    var other = Competitor.Kind.OTHER;
    List<String> command = List.of("sh");
    return new Competitor(
        "sh", other, true, true, true, command, Optional.empty(), "", "dash", List.of(parts));
  }

  @Test
  void theModulesOfAConfigurationAreParts() throws IOException {
    for (Competitor one : Competitors.all()) {
      assertEquals(
          modules(one), one.parts().stream().filter(p -> p.toString().endsWith(".so")).toList());
    }
    long loading = Competitors.all().stream().filter(one -> !one.parts().isEmpty()).count();
    assertEquals(4, loading, "nginx three times, Dovecot");
  }

  private static List<Path> modules(Competitor one) throws IOException {
    if (one.template().isEmpty()) return List.of();
    try (InputStream in = Competitor.class.getResourceAsStream(one.template().get())) {
      String config = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return MODULE.matcher(config).results().map(CompetitorsTest::path).toList();
    }
  }

  private static Path path(MatchResult found) {
    return Path.of(found.group(1));
  }
}
