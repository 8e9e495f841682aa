package org.stlspec.qmail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/**
 * checkpassword PROGRAM over a list of accounts: a password is right as it stands, or as its APOP
 * digest (RFC 1939 section 7).
 */
public final class CheckPassword implements Child {

  /** The interface ends here: whoever needs more octets for name and password is refused. */
  private static final int LONGEST_INPUT = 512;

  private final Map<String, String> accounts;
  private final Subprogram program;

  /**
   * Describes the program; {@link #run} runs it.
   *
   * @param accounts passwords by name
   * @param program what serves a session whose password was right
   */
  public CheckPassword(Map<String, String> accounts, Subprogram program) {
    this.accounts = Map.copyOf(accounts);
    this.program = program;
  }

  /** What checkpassword turns into: a program without descriptor 3. */
  @FunctionalInterface
  public interface Subprogram {

    /** Serves the session and returns the exit status. */
    int run(Connection network) throws IOException;
  }

  @Override
  public int run(byte[] descriptor3, Connection network) throws IOException {
    if (descriptor3.length > LONGEST_INPUT) {
      return REFUSED;
    }
    Optional<Claim> claim = Claim.of(descriptor3);
    if (claim.isEmpty()) {
      return MISUSED;
    }
    return right(claim.get()) ? program.run(network) : REFUSED;
  }

  private boolean right(Claim claim) {
    String secret = accounts.get(claim.name());
    if (secret == null) {
      return false;
    }
    return same(claim.password(), secret)
        || same(claim.password(), Apop.digest(claim.timestamp(), secret));
  }

  private static boolean same(String given, String right) {
    return MessageDigest.isEqual(octets(given), octets(right));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What stood on descriptor 3. */
  private record Claim(String name, String password, String timestamp) {

    /** Empty unless there are three parts, each with its NUL; what follows them does not matter. */
    static Optional<Claim> of(byte[] input) {
      String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\0", -1);
      return parts.length < 4
          ? Optional.empty()
          : Optional.of(new Claim(parts[0], parts[1], parts[2]));
    }
  }
}
