package org.stlspec.cli;

import java.util.Map;

/**
 * What a process that is a proxy and nothing else wants of Netty, which hears it in properties. Who
 * has set one knows why.
 */
final class NettyDefaults {
  private static final Map<String, String> WANTED =
      Map.of(
          // Events for the JDK's recorder, whose classes are a tenth of the proxy's start.
          "io.netty.jfr.enabled", "false",
          // A record of who touched one buffer in a hundred, for tests; relaying pays for it.
          "io.netty.leakDetection.level", "disabled");

  private NettyDefaults() {}

  /** To be called before any class of Netty is used. */
  static void install() {
    WANTED.forEach(NettyDefaults::unlessSet);
  }

  private static void unlessSet(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }
}
