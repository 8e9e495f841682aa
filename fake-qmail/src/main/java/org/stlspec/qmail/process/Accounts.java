package org.stlspec.qmail.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stlspec.qmail.Child;
import org.stlspec.qmail.Claim;

/** A list of accounts: one a line; empty lines and lines that begin with # are none. */
final class Accounts {

  /** The one of all the examples. */
  static final Accounts SAMPLE =
      new Accounts(List.of(Account.of("alice:wonderland").orElseThrow()));

  private final List<Account> all;

  private Accounts(List<Account> all) {
    this.all = all;
  }

  /** Reads a file. Octets are taken as they are: a password need not be of any encoding. */
  static Accounts in(String file) throws Failure {
    try {
      return of(file, Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      throw new Failure(Child.TEMPORARY, "cannot read the accounts: " + unreadable);
    }
  }

  private static Accounts of(String file, List<String> lines) throws Failure {
    var all = new ArrayList<Account>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isEmpty() && !line.startsWith("#")) {
        all.add(account(line, file + ":" + (i + 1)));
      }
    }
    return new Accounts(all);
  }

  private static Account account(String line, String where) throws Failure {
    Optional<Account> account = Account.of(line);
    if (account.isEmpty()) {
      throw new Failure(Child.TEMPORARY, where + ": not name:password[:system-user[:home]]");
    }
    return account.get();
  }

  /** The one whose password was proved; of several with the same name the first. */
  Optional<Account> claimedBy(Claim claim) {
    for (Account account : all) {
      if (account.name().equals(claim.name())) {
        return claim.proves(account.password()) ? Optional.of(account) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
