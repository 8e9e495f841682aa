package org.stlspec.compare.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stlspec.compare.process.Program;

/**
 * A proxy in one configuration.
 *
 * @param name on the command line and in reports
 * @param kind the reference proxy or a peer
 * @param tls whether it can speak TLS from the first octet
 * @param stls whether it can speak STLS
 * @param resumes whether it goes on from earlier TLS sessions
 * @param command with placeholders
 * @param template of its configuration, a resource; empty if it has none
 * @param tuning lines for the template
 * @param packages of Debian that have it
 * @param parts files that it needs and that are not in the package of the program
 */
public record Competitor(
    String name,
    Kind kind,
    boolean tls,
    boolean stls,
    boolean resumes,
    List<String> command,
    Optional<String> template,
    String tuning,
    String packages,
    List<Path> parts) {

  /** Who is compared with whom. */
  public enum Kind {
    REFERENCE,
    /** One of the four that the goals are about. */
    PEER,
    /** Another proxy, written in C as well, that no goal is about. */
    OTHER
  }

  public boolean reference() {
    return kind == Kind.REFERENCE;
  }

  public boolean peer() {
    return kind == Kind.PEER;
  }

  /** Whether its program is here, with all its parts. */
  public boolean installed() {
    return reference()
        || (Program.installed(command.get(0)) && parts.stream().allMatch(Files::exists));
  }
}
