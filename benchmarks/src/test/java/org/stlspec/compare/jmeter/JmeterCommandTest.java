package org.stlspec.compare.jmeter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.cli.HostPort;
import picocli.CommandLine;

class JmeterCommandTest {
  private static final Generator.Jmeter JMETER =
      new Generator.Jmeter(Path.of("jmeter"), Path.of("sessions.jmx"));

  private static Measured measured(long sessions, long millis) {
    return new Measured(sessions, Duration.ofMillis(millis));
  }

  @Test
  void mediansOfEachColumnAndOfTheRatioOfARound() {
    var rounds =
        List.of(
            new Round(measured(4000, 2000), measured(500, 1000)), // 2000, 500, 4
            new Round(measured(9000, 3000), measured(500, 2000)), // 3000, 250, 12
            new Round(measured(1000, 1000), measured(1000, 5000))); // 1000, 200, 5
    assertEquals(
        List.of("median", "2,000", "250", "5.00"), List.of(Round.medians(rounds).split(" +", -1)));
    assertEquals(
        List.of("2", "3,000", "(9,000,", "3.00)", "250", "(500,", "2.00)", "12.00"),
        List.of(rounds.get(1).row(2).split(" +", -1)));
    assertEquals(
        List.of("median", "2,500", "375", "8.00"),
        List.of(Round.medians(rounds.subList(0, 2)).split(" +", -1)));
  }

  @Test
  void whatIsMeasuredLiesBetweenTwoLooks() {
    assertEquals(measured(30, 700), measured(100, 1000).since(measured(70, 300)));
  }

  @Test
  void theLastSummaryOfJmeterCounts() {
    var sound =
        "summary =    892 in 00:00:03 =  292.7/s Avg:     3 Min:     1 Max:    75 Err:     0 (0.00%)";
    assertEquals(Optional.empty(), JMETER.trouble(0, List.of("... end of run", sound, "bye")));
    var failed = sound.replace("Err:     0 (0.00%)", "Err:    12 (1.35%)");
    assertEquals(
        Optional.of("12 sessions failed"), JMETER.trouble(0, List.of(sound, failed, "bye")));
    assertEquals(Optional.of("no summary: bye"), JMETER.trouble(0, List.of("bye")));
    assertEquals(Optional.of("bye"), JMETER.trouble(1, List.of(sound, "bye")));
  }

  @Test
  void ourExitCodeCounts() {
    var ours = new Generator.Ours(Path.of("mix.txt"));
    assertEquals(Optional.empty(), ours.trouble(0, List.of()));
    assertEquals(Optional.of("errors>0: 3"), ours.trouble(1, List.of("", "errors>0: 3")));
    var arguments = ours.arguments(new HostPort("127.0.0.1", 110), 3, 20);
    assertEquals(
        "--mode stls --target 127.0.0.1:110 --users 3 --duration 20 --mix mix.txt",
        String.join(" ", arguments.subList(arguments.size() - 10, arguments.size())));
  }

  @Test
  void withoutJmeterItSaysHowToGetIt(@TempDir Path nowhere) {
    var err = new StringWriter();
    int exit =
        new CommandLine(new JmeterCommand())
            .setErr(new PrintWriter(err, true))
            .execute("--home", nowhere.toString());
    assertEquals(3, exit);
    assertTrue(
        err.toString().matches("jmeter: no .*ApacheJMeter.jar: mvn [^\n]*\n"), err::toString);
  }

  @Test
  void aNumberThatMakesNoSenseIsWrongUsage() {
    var err = new StringWriter();
    int exit =
        new CommandLine(new JmeterCommand())
            .setErr(new PrintWriter(err, true))
            .execute("--rounds", "0");
    assertEquals(2, exit);
    assertTrue(err.toString().startsWith("numbers must be positive"), err::toString);
  }
}
