package org.stlspec.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.stlspec.proxy.posix.Child;

/**
 * TERM, INT and HUP, which this process gets and other programs are meant to have.
 *
 * <p>The one way to tell signals apart is {@code sun.misc.Signal} of the module jdk.unsupported,
 * which a compiler that makes no exceptions refuses, so it is called by name.
 */
final class Signals {
  private static final List<String> PASSED = List.of("TERM", "INT", "HUP");

  private final List<Integer> early = new ArrayList<>();
  private List<Child> programs = List.of();

  /** From now on they do not end this process, and are kept until there is someone to have them. */
  static Signals caught() throws IOException {
    var signals = new Signals();
    try {
      for (String name : PASSED) signals.handle(name);
      return signals;
    } catch (ReflectiveOperationException e) {
      throw new IOException("signals cannot be passed on: " + e, e);
    }
  }

  private void handle(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object one = signal.getConstructor(String.class).newInstance(name);
    int number = (int) signal.getMethod("getNumber").invoke(one);
    Object passes =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, arguments) -> {
              if (method.getName().equals("handle")) passOn(number);
              return null;
            });
    signal.getMethod("handle", signal, handler).invoke(null, one, passes);
  }

  /** All go to these programs, those that came before too. */
  synchronized void passTo(List<Child> started) {
    programs = started;
    early.forEach(this::send);
    early.clear();
  }

  private synchronized void passOn(int number) {
    if (programs.isEmpty()) early.add(number);
    else send(number);
  }

  private void send(int number) {
    for (Child program : programs) {
      try {
        program.signal(number);
      } catch (IOException e) {
        // One that runs under another user's name cannot be signalled; the other one can.
      }
    }
  }
}
