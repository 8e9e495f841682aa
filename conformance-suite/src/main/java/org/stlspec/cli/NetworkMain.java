package org.stlspec.cli;

import java.util.Arrays;
import org.stlspec.proxy.posix.Descriptor;
import picocli.CommandLine;

/**
 * The network process of {@code stlspec proxy --user}; its launcher starts it, nobody else does.
 */
final class NetworkMain {
  private NetworkMain() {}

  /**
   * Runs it.
   *
   * @param args the descriptor of the control connection, then the words of the launcher's own
   *     command line
   */
  public static void main(String... args) {
    String[] words = Arrays.copyOfRange(args, 1, args.length);
    CommandLine commandLine = Stlspec.commandLine(words);
    ProxyCommand proxy = commandLine.getSubcommands().get("proxy").getCommand();
    proxy.launchedWith(new Descriptor(Integer.parseInt(args[0])));
    System.exit(commandLine.execute(words));
  }
}
