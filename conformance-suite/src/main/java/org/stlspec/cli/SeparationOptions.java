package org.stlspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.stlspec.proxy.privsep.Confinement;
import org.stlspec.proxy.privsep.Identity;
import picocli.CommandLine.Option;

/** How {@code stlspec proxy}, started as root, gives its rights up. */
final class SeparationOptions {
  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Started as root: talk to clients as this user, name or number.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "With --user: its only group (default: the user's primary group).")
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--chroot",
      paramLabel = "DIR",
      description = "With --user: an empty directory of root's, the only one it sees.")
  private Optional<Path> chroot = Optional.empty();

  @Option(
      names = "--key-process",
      description = "With --user: keep the private key in a process of its own.")
  private boolean keyProcess;

  /** Whether rights are to be given up at all. */
  boolean wanted() {
    if (user.isEmpty() && (group.isPresent() || chroot.isPresent() || keyProcess)) {
      throw new IllegalArgumentException("--group, --chroot and --key-process need --user");
    }
    return user.isPresent();
  }

  /**
   * What is to be given up.
   *
   * @throws IllegalArgumentException with one line if that cannot be had
   */
  Confinement confinement() throws IOException {
    var confinement = new Confinement(Identity.of(user.orElseThrow(), group), chroot);
    confinement.check();
    return confinement;
  }

  boolean keyProcess() {
    return keyProcess;
  }
}
