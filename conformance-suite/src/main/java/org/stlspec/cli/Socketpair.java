package org.stlspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.stlspec.proxy.backend.ProgramFile;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Environment;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Spawn;

/**
 * Two programs with a connection between them.
 *
 * @param pipes two pipes instead of a socket pair
 */
record Socketpair(boolean pipes, Side left, Side right) {

  /**
   * A program and where it finds its end.
   *
   * @param numbers with pipes: to read from, to write to
   */
  record Side(List<String> command, List<Integer> numbers) {
    Side {
      if (command.isEmpty()) throw new IllegalArgumentException("a program is missing");
    }

    /** Where it is; a program that is not there is an {@link IllegalArgumentException}. */
    private Path program() {
      return ProgramFile.of(command.get(0));
    }

    private Child start(End end) throws IOException {
      var descriptors = new HashMap<Integer, Descriptor>();
      numbers.forEach(number -> descriptors.put(number, end.output()));
      descriptors.put(numbers.get(0), end.input());
      return new Spawn(program(), command, Environment.own(), descriptors, false).start();
    }
  }

  /** One end of the connection; of a socket both are the same. */
  private record End(Descriptor input, Descriptor output) {
    void close() throws IOException {
      input.close();
      if (!input.equals(output)) output.close();
    }
  }

  private record Ends(End left, End right) {
    static Ends ofSockets() throws IOException {
      Pair pair = Pair.ofSockets();
      return new Ends(new End(pair.first(), pair.first()), new End(pair.second(), pair.second()));
    }

    static Ends ofPipes() throws IOException {
      Pair up = Pair.ofPipe();
      Pair down = Pair.ofPipe();
      return new Ends(new End(down.first(), up.second()), new End(up.first(), down.second()));
    }
  }

  /**
   * Starts both and waits for both.
   *
   * @return the exit code of the left one
   * @throws IllegalArgumentException if there is no such program
   * @throws IOException if one cannot be started; the other finds its connection closed then
   */
  int run() throws IOException {
    left.program();
    right.program();
    Signals signals = Signals.caught();
    Ends ends = pipes ? Ends.ofPipes() : Ends.ofSockets();
    Child first;
    Child second;
    try {
      first = left.start(ends.left());
      second = right.start(ends.right());
    } finally {
      ends.left().close();
      ends.right().close();
    }
    signals.passTo(List.of(first, second));
    int code = first.await().code();
    second.await();
    return code;
  }
}
