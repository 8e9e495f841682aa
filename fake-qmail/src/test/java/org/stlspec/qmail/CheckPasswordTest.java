package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckPasswordTest {

  private static final int PROGRAM_RAN = 99;
  private static final String T = "<1896.697170952@dbc.mtview.ca.us>";

  /** The network is the program's business. */
  private static final Connection UNUSED =
      new ForwardingConnection(
          () -> {
            throw new AssertionError("checkpassword does not touch the network");
          });

  private static int run(String input, Map<String, String> accounts) throws IOException {
    var checkPassword = new CheckPassword(accounts, network -> PROGRAM_RAN);
    return checkPassword.run(input.getBytes(StandardCharsets.ISO_8859_1), UNUSED);
  }

  private static int run(String input) throws IOException {
    return run(input, Map.of("mrose", "tanstaaf"));
  }

  @Test
  void runsTheProgramForTheRightPasswordAndPassesItsStatusOn() throws IOException {
    assertEquals(PROGRAM_RAN, run("mrose\0tanstaaf\0" + T + "\0"));
    assertEquals(PROGRAM_RAN, run("mrose\0tanstaaf\0\0what follows does not matter"));
  }

  /** The example of RFC 1939 section 7. */
  @Test
  void takesTheApopDigestInLowerCase() throws IOException {
    String digest = "c4c9334bac560ecc979e58001b3e22fb";
    assertEquals(PROGRAM_RAN, run("mrose\0" + digest + "\0" + T + "\0"));
    assertEquals(Child.REFUSED, run("mrose\0" + digest + "\0<other@timestamp>\0"));
    assertEquals(Child.REFUSED, run("mrose\0" + digest.toUpperCase(Locale.ROOT) + "\0" + T + "\0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mrose\0wrong\0t\0", "mrose\0\0t\0", "nobody\0tanstaaf\0t\0", "\0\0\0"})
  void refusesWrongNamesAndPasswords(String input) throws IOException {
    assertEquals(Child.REFUSED, run(input));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mrose", "mrose\0", "mrose\0tanstaaf\0", "mrose\0tanstaaf\0t"})
  void incompleteInputIsMisuse(String input) throws IOException {
    assertEquals(Child.MISUSED, run(input));
  }

  @Test
  void reads512OctetsAndNoMore() throws IOException {
    String password = "p".repeat(512 - "mrose\0\0t\0".length());
    var accounts = Map.of("mrose", password, "mrose2", password);
    assertEquals(PROGRAM_RAN, run("mrose\0" + password + "\0t\0", accounts));
    assertEquals(Child.REFUSED, run("mrose2\0" + password + "\0t\0", accounts));
    assertEquals(Child.REFUSED, run("x".repeat(10_000_000), accounts));
  }
}
