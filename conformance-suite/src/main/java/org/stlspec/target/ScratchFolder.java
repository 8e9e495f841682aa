package org.stlspec.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** A folder for the time of a run, gone with all that is in it when it is closed. */
public final class ScratchFolder implements AutoCloseable {
  private static final int TRIES = 50;

  private final Path path;
  private final AtExit atExit = AtExit.run("remove-scratch-folder", this::remove);

  private ScratchFolder(Path path) {
    this.path = path;
  }

  /** Makes one; others may pass through it, so that targets that drop root reach their files. */
  public static ScratchFolder make() {
    try {
      Path path = Files.createTempDirectory("stlspec-");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
      return new ScratchFolder(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a scratch folder", e);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    atExit.cancel();
    remove();
  }

  /** A session that is just ending may still move files about: then it is tried again. */
  private void remove() {
    for (int tries = 1; tries < TRIES && !removed(); tries++) {
      pause();
    }
  }

  private boolean removed() {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return !Files.exists(path);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
