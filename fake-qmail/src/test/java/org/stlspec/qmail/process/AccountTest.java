package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

  @Test
  void theSystemUserIsOfTheSameNameUnlessNamed() {
    var own = new Account("alice", "wonderland", "alice", Optional.empty());
    assertEquals(Optional.of(own), Account.of("alice:wonderland"));
    assertEquals(Optional.of(own), Account.of("alice:wonderland::"));
    assertEquals(
        Optional.of(new Account("alice", "p w", "mail", Optional.of("/home"))),
        Account.of("alice:p w:mail:/home"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", ":wonderland", "alice:", "a:b:c:d:e"})
  void anythingElseIsMalformed(String line) {
    assertEquals(Optional.empty(), Account.of(line));
  }

  @Test
  void thePasswordIsNotForLogs() {
    assertFalse(Account.of("alice:wonderland").toString().contains("wonderland"));
  }
}
