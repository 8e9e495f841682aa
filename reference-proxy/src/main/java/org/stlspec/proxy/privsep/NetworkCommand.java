package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Environment;
import org.stlspec.proxy.posix.Spawn;

/**
 * How the network process is started: by the Java, the class path and the flags of this process.
 *
 * @param mainClass gets the number of its descriptor of the control connection, then the arguments
 * @param inherited descriptors that keep their numbers in the network process
 */
public record NetworkCommand(String mainClass, List<String> arguments, List<Descriptor> inherited) {
  private static final int FIRST_FREE = 3;
  private static final int NATIVE_ACCESS_SINCE = 24;
  private static final String NATIVE_ACCESS = "--enable-native-access=";

  /** What two processes cannot both have, or would both write. */
  private static final Pattern ALONE =
      Pattern.compile(
          "-(agentlib|agentpath|javaagent):.*"
              + "|-XX:(ArchiveClassesAtExit|DumpLoadedClassList|AOTCacheOutput)=.*");

  private static final Set<String> VARIABLES = Set.of("PATH", "LANG", "TZ", "LD_LIBRARY_PATH");

  public NetworkCommand {
    arguments = List.copyOf(arguments);
    inherited = List.copyOf(inherited);
  }

  Spawn spawn(Descriptor control) throws IOException {
    int number = inherited.stream().mapToInt(Descriptor::number).max().orElse(2) + 1;
    number = Math.max(number, FIRST_FREE);
    var descriptors = new HashMap<Integer, Descriptor>();
    inherited.forEach(descriptor -> descriptors.put(descriptor.number(), descriptor));
    descriptors.put(number, control);
    List<String> words = words(number);
    return new Spawn(Path.of(words.get(0)), words, environment(), Map.copyOf(descriptors), true);
  }

  private List<String> words(int control) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    words.add(String.valueOf(control));
    words.addAll(arguments);
    return words;
  }

  /** In a jar that is started as such its manifest grants native access, here nothing does. */
  static List<String> flags(List<String> own) {
    var flags =
        new ArrayList<>(own.stream().filter(flag -> !ALONE.matcher(flag).matches()).toList());
    boolean granted = flags.stream().anyMatch(flag -> flag.startsWith(NATIVE_ACCESS));
    if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE && !granted) {
      flags.add(NATIVE_ACCESS + "ALL-UNNAMED");
    }
    return flags;
  }

  /** What the programs may have to know, such as a password, is no business of other processes. */
  static List<byte[]> environment() {
    return Environment.own().stream().filter(NetworkCommand::needed).toList();
  }

  static boolean needed(byte[] variable) {
    String name = new String(variable, StandardCharsets.ISO_8859_1).split("=", 2)[0];
    return VARIABLES.contains(name) || Stream.of("LC_", "LISTEN_").anyMatch(name::startsWith);
  }
}
