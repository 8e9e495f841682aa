package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stlspec.qmail.Apop;
import org.stlspec.qmail.Client;
import org.stlspec.qmail.Dialogue;
import org.stlspec.qmail.Recording;
import org.stlspec.qmail.process.Chain.Listening;

/** The three programs, one after the other, as {@code tcpserver} runs them. */
@EnabledOnOs(OS.LINUX)
class ChainProcessTest {

  @TempDir Path home;

  static List<Dialogue> dialogues() {
    return Recording.dialogues();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void saysWhatTheRealProgramsSaid(Dialogue dialogue) throws Exception {
    try (Chain chain = Chain.start(home, Listening.best())) {
      dialogue.replay(chain.address());
    }
  }

  @ParameterizedTest
  @EnumSource(Listening.class)
  void runsBehindEitherListener(Listening listening) throws Exception {
    if (listening == Listening.TCPSERVER) {
      Machine.needs("tcpserver", "ucspi-tcp");
    }
    try (Chain chain = Chain.start(home, listening);
        Client client = Client.loggedIn(chain.address())) {
      client.ask("STAT\r\n", "+OK 3 8681\r\n");
      client.ask("QUIT\r\n", "+OK \r\n");
      client.expectEnd();
    }
    assertEquals(0, home.resolve("Maildir/new").toFile().list().length);
  }

  @Test
  void takesApop() throws Exception {
    try (Chain chain = Chain.start(home, Listening.best());
        var client = new Client(chain.address())) {
      String timestamp = client.readLine().substring("+OK ".length()).strip();
      String digest = Apop.digest(timestamp, "wonderland");
      client.ask("APOP alice " + digest + "\r\n", "+OK \r\n");
      client.ask("QUIT\r\n", "+OK \r\n");
      client.expectEnd();
    }
  }

  @Test
  void endsWithAClientThatLeavesWithoutAWord() throws Exception {
    try (Chain chain = Chain.start(home, Listening.best())) {
      Client.greeted(chain.address()).close();
      Client.loggedIn(chain.address()).close();
      Client.loggedIn(chain.address()).reset();
    }
  }

  @Test
  void aNameTooLongForDescriptor3IsRefused() throws Exception {
    try (Chain chain = Chain.start(home, Listening.best());
        Client client = Client.greeted(chain.address())) {
      client.ask("USER " + "u".repeat(100_000) + "\r\n", "+OK \r\n");
      client.send("PASS wonderland\r\n");
      // As checkpassword leaves before it has read all, the pipe breaks: the real one says the
      // same.
      client.expect("-ERR unable to write pipe\r\n");
      client.expectEnd();
    }
  }

  /** What tcpserver says about the connection reaches the program at the end, untouched. */
  @Test
  void theEnvironmentOfTcpserverReachesTheProgram() throws Exception {
    Machine.needs("tcpserver", "ucspi-tcp");
    Shell shell =
        Shell.run(
            "exec 9< <(TCPREMOTEINFO=stale tcpserver -1 -R -H -l0 127.0.0.1 0 $Q popup h"
                + " $Q checkpassword --sample env); server=$!; read port <&9;"
                + " exec 8<>/dev/tcp/127.0.0.1/$port;"
                + " printf 'USER alice\\r\\nPASS wonderland\\r\\n' >&8; cat <&8; kill $server");
    String[] wanted = {"PROTO=TCP", "TCPLOCALIP=127.0.0.1", "TCPREMOTEIP=127.0.0.1"};
    for (String variable : wanted) {
      assertEquals(1, shell.out().lines().filter(variable::equals).count(), shell.out());
    }
    assertEquals(0, shell.out().lines().filter(l -> l.startsWith("TCPREMOTEINFO")).count());
  }
}
