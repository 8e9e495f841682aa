package org.stlspec.arrangement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The complete example of the proxy's README, to be started as it stands there. */
final class Readme {
  private static final Path FILE = Path.of("..", "reference-proxy", "README.md");
  private static final String JAR = "/usr/local/lib/stlspec.jar";
  private static final String BACKEND =
      "exec:/var/qmail/bin/qmail-popup mail.example.org /bin/checkpassword"
          + " /var/qmail/bin/qmail-pop3d Maildir";

  private final Map<String, String> replaced;

  /** With these places in the place of the README's, and the test's Java, jar and ports. */
  Readme(String backend, Map<String, String> places) {
    replaced = new java.util.LinkedHashMap<>(places);
    replaced.put(BACKEND, backend);
    replaced.put(JAR, Jar.file().toString());
    replaced.put("0.0.0.0:110", "127.0.0.1:0");
    replaced.put("0.0.0.0:995", "127.0.0.1:0");
  }

  /** The fenced block behind the line that begins with this. */
  String block(String caption) throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    int at = 0;
    while (!lines.get(at).startsWith(caption)) at++;
    while (!lines.get(at).startsWith("```")) at++;
    int end = at + 1;
    while (!lines.get(end).equals("```")) end++;
    String block = String.join("\n", lines.subList(at + 1, end)) + "\n";
    for (var one : replaced.entrySet()) block = block.replace(one.getKey(), one.getValue());
    return block;
  }
}
