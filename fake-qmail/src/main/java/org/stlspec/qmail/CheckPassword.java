package org.stlspec.qmail;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * checkpassword PROGRAM over a list of accounts: a password is right as it stands, or as its APOP
 * digest (RFC 1939 section 7).
 */
public final class CheckPassword implements Child {

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
    if (descriptor3.length > Claim.LONGEST_INPUT) {
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
    return secret != null && claim.proves(secret);
  }
}
