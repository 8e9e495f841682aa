package org.stlspec.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.stlspec.proxy.posix.Child;

/** Signals that this process gets and other programs are meant to have. */
final class Signals {
  private static final List<String> PASSED = List.of("TERM", "INT", "HUP");

  private Signals() {}

  /**
   * From now on TERM, INT and HUP go to these programs, and do not end this one.
   *
   * <p>The one way to tell signals apart is {@code sun.misc.Signal} of the module jdk.unsupported,
   * which a compiler that makes no exceptions refuses, so it is called by name.
   */
  static void passOn(List<Child> programs) throws IOException {
    try {
      for (String name : PASSED) handle(name, programs);
    } catch (ReflectiveOperationException e) {
      throw new IOException("signals cannot be passed on: " + e, e);
    }
  }

  private static void handle(String name, List<Child> programs)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object one = signal.getConstructor(String.class).newInstance(name);
    int number = (int) signal.getMethod("getNumber").invoke(one);
    Object passes =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, arguments) -> {
              if (method.getName().equals("handle")) send(number, programs);
              return null;
            });
    signal.getMethod("handle", signal, handler).invoke(null, one, passes);
  }

  private static void send(int number, List<Child> programs) {
    for (Child program : programs) {
      try {
        program.signal(number);
      } catch (IOException e) {
        // One that runs under another user's name cannot be signalled; the other one can.
      }
    }
  }
}
