package org.stlspec.arrangement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A POP3 server in a few lines of shell, cheap enough to be started a thousand times. */
final class Pop3Script {
  /** Says +OK to everything, sends octets without end after RETR, and ends with QUIT. */
  private static final String SERVES =
      "while read -r c a; do case $c in"
          + " CAPA*) printf -- '-ERR\\r\\n';;"
          + " RETR*) printf '+OK\\r\\n'; exec yes 'and so on';;"
          + " QUIT*) printf '+OK bye\\r\\n'; exit 0;;"
          + " *) printf '+OK\\r\\n';; esac; done\n";

  private Pop3Script() {}

  /** The backend that runs it. */
  static String in(Path folder) throws IOException {
    return in(folder, "printf '+OK ready\\r\\n'; ");
  }

  /** With another beginning, greeting included. */
  static String in(Path folder, String beginning) throws IOException {
    Path script = Files.writeString(folder.resolve("pop3.sh"), beginning + SERVES);
    return "exec:sh " + script;
  }
}
