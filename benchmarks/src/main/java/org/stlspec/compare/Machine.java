package org.stlspec.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stlspec.compare.target.Stage;

/** Where figures come from, in words. */
final class Machine {
  private Machine() {}

  static Map<String, String> described(CompareOptions options) {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processor", processor());
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("Java of the clients", System.getProperty("java.version"));
    machine.put("options of the reference proxy", String.join(" ", options.javaOptions()));
    machine.put("rounds", Integer.toString(options.rounds()));
    machine.put("seconds a load", Double.toString(options.seconds()));
    machine.put("workers of each target", Integer.toString(options.workers()));
    if (options.beside()) {
      machine.put("idle sessions beside live ones", Integer.toString(options.idle()));
    }
    machine.put("TLS", "1.3, " + Stage.SUITE + ", X25519, certificate ECDSA P-256");
    return machine;
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst("[^:]*: *", ""))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
