package org.stlspec.qmail.process;

import java.util.Arrays;
import java.util.List;
import org.stlspec.qmail.Child;

/** {@code fake-qmail popup|checkpassword|pop3d …}: the main class of the jar. */
public final class Programs {

  /** Nobody's exit status in this family, so that a chain put together wrongly is found out. */
  private static final int NO_SUCH_PROGRAM = 100;

  private Programs() {}

  /** Runs the program that the first argument names; ends with its exit status. */
  public static void main(String[] arguments) {
    System.exit(status(Arrays.asList(arguments)));
  }

  /** Whatever goes wrong is one line: descriptor 2 may be a log that people read. */
  private static int status(List<String> arguments) {
    try {
      return run(arguments);
    } catch (Failure failure) {
      System.err.println("fake-qmail: " + failure.getMessage());
      return failure.status();
    } catch (Exception | LinkageError unforeseen) {
      System.err.println("fake-qmail: " + unforeseen);
      return Child.TEMPORARY;
    }
  }

  private static int run(List<String> arguments) throws Failure {
    String name = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    return switch (name) {
      case "popup" -> PopupProgram.run(rest);
      case "checkpassword" -> CheckPasswordProgram.run(rest);
      case "pop3d" -> Pop3dProgram.run(rest);
      default ->
          throw new Failure(
              NO_SUCH_PROGRAM,
              "usage: fake-qmail popup HOST PROGRAM | checkpassword PROGRAM | pop3d MAILDIR");
    };
  }
}
