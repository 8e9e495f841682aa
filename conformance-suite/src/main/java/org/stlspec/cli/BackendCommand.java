package org.stlspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.stlspec.qmail.FakeQmail;
import org.stlspec.qmail.Program;
import org.stlspec.qmail.TcpServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stlspec backend}: the fake qmail as a program of its own, until it is told to end. */
@Command(
    name = "backend",
    description = "Serve a Maildir as tcpserver, qmail-popup, checkpassword and qmail-pop3d do.",
    mixinStandardHelpOptions = true)
public final class BackendCommand implements Callable<Integer> {

  private static final int BAD_INPUT = 2;
  private static final int TROUBLE = 3;

  /** Stands in the greeting's timestamp (RFC 2606 keeps "test" for such names). */
  private static final String HOST = "fake-qmail.test";

  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:0",
      description = "Where to listen; port 0 takes any free one (default: ${DEFAULT-VALUE}).")
  private String listen;

  @Option(
      names = "--maildir",
      paramLabel = "DIR",
      description = "The maildrop of all users (default: a fresh copy of three sample messages).")
  private Path maildir;

  @Option(
      names = "--user",
      paramLabel = "NAME:PASSWORD",
      defaultValue = "alice:wonderland",
      description = "Who may log in; may be given several times (default: ${DEFAULT-VALUE}).")
  private List<String> users;

  /** For picocli, which fills the options in. */
  public BackendCommand() {}

  @Override
  public Integer call() {
    try {
      HostPort where = HostPort.parse(listen);
      Map<String, String> accounts = accounts();
      try (var maildrop = maildir == null ? ServedMaildir.sample() : ServedMaildir.at(maildir)) {
        return serve(where, FakeQmail.chain(HOST, maildrop.directory(), accounts), maildrop);
      }
    } catch (IllegalArgumentException badInput) {
      return failed(BAD_INPUT, badInput.getMessage());
    } catch (IOException trouble) {
      return failed(TROUBLE, "cannot make the sample maildir: " + trouble.getMessage());
    }
  }

  private Map<String, String> accounts() {
    var accounts = new HashMap<String, String>();
    for (String user : users) {
      int colon = user.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("expected NAME:PASSWORD after --user");
      }
      accounts.put(user.substring(0, colon), user.substring(colon + 1));
    }
    return accounts;
  }

  private int serve(HostPort where, Program chain, ServedMaildir maildrop) {
    PrintWriter err = spec.commandLine().getErr();
    try (var server = TcpServer.listen(where.resolved(), logged(chain, err), err::println)) {
      // TERM and INT end the JVM without unwinding this thread.
      var cleaning = new Thread(() -> end(server, maildrop), "ends the backend");
      Runtime.getRuntime().addShutdownHook(cleaning);
      announce(new HostPort(where.host(), server.address().getPort()));
      awaitInterrupt();
      Runtime.getRuntime().removeShutdownHook(cleaning);
      return 0;
    } catch (IOException refused) {
      return failed(TROUBLE, "cannot listen on " + where + ": " + refused.getMessage());
    }
  }

  private static Program logged(Program program, PrintWriter err) {
    return connection -> {
      Map<String, String> environment = connection.environment();
      String peer = environment.get("TCPREMOTEIP");
      String port = environment.get("TCPREMOTEPORT");
      err.println("connection " + connection.number() + " from " + peer + " port " + port);
      err.flush();
      program.serve(connection);
    };
  }

  private static void end(TcpServer server, ServedMaildir maildrop) {
    server.close();
    maildrop.close();
  }

  private void announce(HostPort address) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("ready " + address);
    out.flush();
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private int failed(int status, String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("stlspec backend: " + why);
    err.flush();
    return status;
  }
}
