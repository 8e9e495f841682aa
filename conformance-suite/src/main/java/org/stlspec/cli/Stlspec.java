package org.stlspec.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code stlspec} command. Without a subcommand it runs the suite. */
@Command(
    name = "stlspec",
    description = "Judges how a proxy or server does POP3 STLS (RFC 2595).",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      RunCommand.Named.class,
      ListCommand.class,
      ExplainCommand.class,
      CompareCommand.class,
      MatrixCommand.class,
      ScriptCommand.class,
      ProxyCommand.class,
      BackendCommand.class,
      SocketpairCommand.class
    })
public final class Stlspec extends RunCommand {

  /** A proxy that is to start does not wait for what the other commands are made of. */
  @Command(name = "stlspec", subcommands = ProxyCommand.class)
  private static final class WithProxyAlone {}

  public static void main(String... args) {
    System.exit(commandLine(args).execute(args));
  }

  /** The command with, at least, the subcommand that these words begin with. */
  static CommandLine commandLine(String... words) {
    boolean proxy = words.length > 0 && words[0].equals("proxy");
    return new CommandLine(proxy ? new WithProxyAlone() : new Stlspec())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Stlspec::badUsage)
        .setExecutionExceptionHandler(Stlspec::trouble);
  }

  private static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    say(command.getErr(), e.getMessage());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Exit.USAGE;
  }

  private static int trouble(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    say(command.getErr(), e.getMessage() == null ? e.toString() : e.getMessage());
    return Exit.TROUBLE;
  }

  private static void say(PrintWriter err, String message) {
    err.println("stlspec: " + message.lines().findFirst().orElse(message));
  }
}
