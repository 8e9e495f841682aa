package org.stlspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.wire.Client;
import org.stlspec.wire.Dialogue;
import org.stlspec.wire.Transcript;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stlspec script}: plays a dialogue file as a client and prints the transcript. */
@Command(
    name = "script",
    description = {
      "Plays a dialogue file as a client and prints what went over the wire.",
      "A line of the file is one step:",
      "  C: OCTETS     send these octets in one segment (escapes: \\r \\n \\xHH \\\\)",
      "  S:            read a line       S: OCTETS  read a line that must be this",
      "  S*:           read a multi-line response",
      "  TLS           do the TLS handshake",
      "  FIN, RST      end our side      # a comment"
    },
    mixinStandardHelpOptions = true)
final class ScriptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The dialogue.")
  private Path file;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Whom to talk to.")
  private String target;

  @Override
  public Integer call() {
    Dialogue dialogue = read();
    var transcript = new Transcript();
    PrintWriter out = spec.commandLine().getOut();
    try (var client = new Client(address(), Duration.ofSeconds(5), transcript)) {
      var difference = dialogue.play(client);
      transcript.entries().forEach(entry -> print(out, entry));
      difference.ifPresent(what -> out.println("! " + what));
      return difference.isPresent() ? Exit.FINDINGS : Exit.AS_EXPECTED;
    } catch (Inconclusive e) {
      transcript.entries().forEach(entry -> print(out, entry));
      spec.commandLine().getErr().println("stlspec: " + e.getMessage());
      return Exit.TROUBLE;
    } finally {
      out.flush();
    }
  }

  private Dialogue read() {
    try {
      return Dialogue.parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot read " + file + ": " + Reason.of(e), e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), file + ": " + e.getMessage(), e);
    }
  }

  private java.net.InetSocketAddress address() {
    try {
      return HostPort.parse(target).resolved();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void print(PrintWriter out, Transcript.Entry entry) {
    String who = entry.from() == Transcript.From.CLIENT ? "C" : "S";
    String what = entry.note().isEmpty() ? entry.octets().toString() : "(" + entry.note() + ")";
    out.printf("%9.3f ms %s%s: %s%n", entry.micros() / 1000.0, who, entry.tls() ? "#" : ">", what);
  }
}
