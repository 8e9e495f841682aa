package org.stlspec.qmail.process;

import java.util.List;
import java.util.Optional;
import org.stlspec.qmail.Child;
import org.stlspec.qmail.Claim;

/**
 * {@code checkpassword PROGRAM…}, as a process: exits 1 for the wrong password, 2 for misuse, 111
 * for what may be better next time; for the right one it becomes the program.
 */
final class CheckPasswordProgram {

  private CheckPasswordProgram() {}

  static int run(List<String> arguments) throws Failure {
    var options = CheckPasswordOptions.of(arguments);
    byte[] input = Descriptor3.read();
    if (input.length > Claim.LONGEST_INPUT) {
      return Child.REFUSED;
    }
    Optional<Claim> claim = Claim.of(input);
    if (claim.isEmpty()) {
      throw new Failure(Child.MISUSED, "descriptor 3 has not name, password and timestamp");
    }
    Optional<Account> account = options.accounts().claimedBy(claim.get());
    return account.isEmpty() ? Child.REFUSED : admit(account.get(), options);
  }

  private static int admit(Account account, CheckPasswordOptions options) throws Failure {
    Login login = options.stay() ? Login.staying(account) : Login.to(account);
    login.enter();
    throw Exec.run(options.program());
  }
}
