package org.stlspec.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in the README is the one that runs here. */
class ReadmeTest {
  private static final Path EXAMPLE =
      Path.of("src/test/java/org/stlspec/example/ReferenceProxyTest.java");

  @Test
  void theClassOfTheReadmeIsTheExampleAndShort() throws IOException {
    String example = Files.readString(EXAMPLE);
    String readme = Files.readString(Path.of("README.md"));
    assertEquals(example, readme.split("```java\n", 2)[1].split("```", 2)[0]);
    assertTrue(example.lines().count() <= 20, "lines");
  }
}
