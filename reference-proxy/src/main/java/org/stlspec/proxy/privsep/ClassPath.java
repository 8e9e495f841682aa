package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees to it that classes can be had when their files can be opened no more. */
final class ClassPath {
  private static final String OWN = "org/stlspec/";
  private static final String CLASS = ".class";

  private ClassPath() {}

  /**
   * A jar that was opened stays open. To find what is nowhere, all of them are opened. Classes in
   * folders are loaded now.
   */
  static void open() throws IOException {
    boolean searched = ClassLoader.getSystemResource("not/to/be/found") == null;
    if (!searched) throw new IOException("the class path has what is not to be found");
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      if (Files.isDirectory(Path.of(entry))) load(Path.of(entry));
    }
  }

  private static void load(Path folder) throws IOException {
    Path own = folder.resolve(OWN);
    if (!Files.isDirectory(own)) return;
    try (var files = Files.walk(own)) {
      for (Path file : files.filter(path -> path.toString().endsWith(CLASS)).toList()) {
        load(folder.relativize(file).toString());
      }
    }
  }

  private static void load(String file) throws IOException {
    String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
    try {
      Class.forName(name, false, ClassPath.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IOException("cannot load " + name + ": " + e, e);
    }
  }
}
