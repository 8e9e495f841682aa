package org.stlspec.cli;

import java.lang.reflect.Proxy;

/**
 * The signal HUP, by which a service is told to read its files anew.
 *
 * <p>Java has no other way to hear of it than {@code sun.misc.Signal} of the module
 * jdk.unsupported, which a compiler that makes no exceptions refuses, so it is called by name.
 */
final class Hangup {
  private Hangup() {}

  /** From now on HUP does this, on a thread of its own; where there is no HUP nothing happens. */
  static void then(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object hup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hup, handler(handler, task));
    } catch (ReflectiveOperationException e) {
      // Without this signal, as on Windows, a new certificate needs a restart.
    }
  }

  private static Object handler(Class<?> type, Runnable task) {
    return Proxy.newProxyInstance(
        Hangup.class.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          if (method.getName().equals("handle")) task.run();
          return null;
        });
  }
}
