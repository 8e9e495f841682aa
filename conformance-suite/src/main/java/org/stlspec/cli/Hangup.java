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

  /**
   * From now on HUP does this, on a thread of its own.
   *
   * @return false where it is not heard: there is no HUP, as on Windows, or this process was
   *     started with HUP ignored, as by nohup, and the JVM leaves it so
   */
  static boolean then(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object hup = signal.getConstructor(String.class).newInstance("HUP");
      Object before =
          signal.getMethod("handle", signal, handler).invoke(null, hup, handler(handler, task));
      return !handler.getField("SIG_IGN").get(null).equals(before);
    } catch (ReflectiveOperationException e) {
      return false;
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
