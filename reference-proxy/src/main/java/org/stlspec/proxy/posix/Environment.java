package org.stlspec.proxy.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process was started with; Java's own view of it may be lossy, the kernel's is not. */
public final class Environment {
  private Environment() {}

  /** {@code NAME=VALUE}, octet for octet. */
  public static List<byte[]> own() {
    try {
      String all = Files.readString(Path.of("/proc/self/environ"), StandardCharsets.ISO_8859_1);
      return Stream.of(all.split("\0", -1))
          .filter(variable -> variable.contains("="))
          .map(variable -> variable.getBytes(StandardCharsets.ISO_8859_1))
          .toList();
    } catch (IOException e) {
      return asJavaHasIt();
    }
  }

  private static List<byte[]> asJavaHasIt() {
    return System.getenv().entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .map(variable -> variable.getBytes(Octets.ENCODING))
        .toList();
  }
}
