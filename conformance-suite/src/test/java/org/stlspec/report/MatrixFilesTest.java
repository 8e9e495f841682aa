package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stlspec.verdict.Verdict.FAIL;
import static org.stlspec.verdict.Verdict.PASS;
import static org.stlspec.verdict.Verdict.WARN;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.report.Matrix.LeftOut;
import org.stlspec.verdict.Verdict;

/**
 * The three files of the matrix, tag by tag and key by key, as somebody has looked at them. Whoever
 * changes them looks at the new ones in {@code target/matrix-files} and puts them in the place of
 * the {@code expected} ones.
 */
class MatrixFilesTest {
  private static final Path NEW = Path.of("target", "matrix-files");
  private static final String KNOWN =
      "[{\"id\":[\"b.one\"],\"verdict\":\"FAIL\",\"reason\":\"known <here>\"}]";

  @TempDir private Path folder;

  private Product product(String name, Optional<String> baseline, Verdict... verdicts)
      throws IOException {
    return new Product(
        name,
        "a product <1.0>",
        "reports/" + name,
        SampleMatrix.saved(folder, Sample.plain(verdicts)),
        baseline.map(this::read));
  }

  private Baseline read(String entries) {
    try {
      return Baseline.read(Files.writeString(folder.resolve("baseline.json"), entries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Matrix matrix() throws IOException {
    return Matrix.of(
        List.of(
            product("known", Optional.of(KNOWN), PASS, FAIL, PASS),
            product("other", Optional.of(KNOWN), WARN, PASS, FAIL),
            product("sound", Optional.empty(), PASS, PASS)),
        List.of(new LeftOut("absent", "needs absentd; install absent <server>")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"matrix.html", "matrix.json", "matrix.md"})
  void isAsItWasLookedAt(String name) throws IOException {
    matrix().write(folder.resolve("out"));
    String text = content(Files.readString(folder.resolve("out").resolve(name)));
    Files.createDirectories(NEW);
    Files.writeString(NEW.resolve(name), text);
    try (InputStream lookedAt = getClass().getResourceAsStream("expected-" + name)) {
      assertEquals(new String(lookedAt.readAllBytes(), StandardCharsets.UTF_8), text);
    }
  }

  /** Without the page's style and script, and with another time. */
  private static String content(String text) {
    return text.replaceAll("(?s)<(style|script)>.*?</\\1>", "")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "2026-01-02T03:04:05Z");
  }
}
