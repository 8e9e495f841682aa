package org.stlspec.compare;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.stlspec.compare.process.Program;
import org.stlspec.load.StlspecLoad;

/**
 * The lean server of {@code stlspec-load --serve}, as a process of its own.
 *
 * @param address where it listens
 */
record Backend(Program program, InetSocketAddress address) implements AutoCloseable {
  private static final String READY = "ready 127.0.0.1:";
  private static final int SECONDS = 60;

  /**
   * Starts it.
   *
   * @param sizes of the messages, in octets
   * @throws IOException with one line if it does not serve
   */
  static Backend start(Path java, List<Integer> sizes, int threads, Path folder)
      throws IOException, InterruptedException {
    Path work = Files.createDirectory(folder.resolve("backend"));
    String messages = sizes.stream().map(Object::toString).collect(Collectors.joining(" "));
    Path mix = work.resolve("mix");
    Files.writeString(mix, "messages " + messages + "\nsession 1 STAT\n");
    List<String> command =
        List.of(
            java.toString(),
            "-cp",
            classPath(),
            StlspecLoad.class.getName(),
            "--serve",
            "127.0.0.1:0",
            "--threads",
            Integer.toString(threads),
            "--mix",
            mix.toString());
    Program program = Program.start(command, work);
    for (int tries = 0; tries < SECONDS * 100 && program.running(); tries++) {
      String line = program.lastWords();
      if (line.startsWith(READY)) return new Backend(program, address(line));
      TimeUnit.MILLISECONDS.sleep(10);
    }
    String said = program.lastWords();
    program.close();
    throw new IOException("the backend does not serve: " + said);
  }

  private static InetSocketAddress address(String line) {
    int port = Integer.parseInt(line.substring(READY.length()).strip());
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    program.close();
  }
}
