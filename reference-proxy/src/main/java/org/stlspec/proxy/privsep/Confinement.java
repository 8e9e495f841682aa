package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.stlspec.proxy.posix.Rights;

/**
 * What the network process gives up before it serves.
 *
 * @param root the directory that becomes the root of all paths, if any
 */
public record Confinement(Identity identity, Optional<Path> root) {

  /**
   * Looks whether it can be had.
   *
   * @throws IllegalArgumentException with one line if not
   */
  public void check() throws IOException {
    if (!Rights.root()) {
      throw new IllegalArgumentException("--user and --chroot need root to start with");
    }
    if (root.isPresent()) check(root.get());
  }

  /** Nobody but root may put anything there. */
  private static void check(Path directory) throws IOException {
    if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "--chroot must be an absolute path of a directory that exists, not " + directory);
    }
    var attributes = Files.readAttributes(directory, PosixFileAttributes.class);
    var permissions = attributes.permissions();
    if (!Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid"))
        || permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IllegalArgumentException(
          "--chroot " + directory + " must belong to root, and nobody else may write to it");
    }
  }

  /**
   * Gives up all that can be given up from here, and tries to have it back.
   *
   * @throws IOException if anything of it went wrong; the process must not go on then
   */
  void enter() throws IOException {
    Path outside = Path.of(System.getProperty("java.home"));
    if (root.isPresent()) Rights.confineTo(root.get());
    Rights.become(identity.user(), identity.group());
    Rights.hideMemory();
    Rights.confirmGone();
    if (root.isPresent() && Files.exists(outside, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(outside + " can still be seen from inside " + root.get());
    }
  }
}
