package org.stlspec.load.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stlspec.load.client.Step.Command;
import org.stlspec.load.figures.Phase;

/** All steps of one kind of session, from the connection to the reply to QUIT. */
public record Dialogue(List<Step> steps) {

  /**
   * A session that logs in and then does what is asked.
   *
   * @param capa whether it asks for capabilities, with STLS before and after
   * @param transaction see {@link #transaction}
   */
  public static Dialogue of(Mode mode, boolean capa, List<Step> transaction) {
    List<Step> steps = new ArrayList<>();
    steps.add(Command.user());
    steps.add(Command.pass());
    steps.addAll(transaction);
    return withoutLogin(mode, capa, steps);
  }

  /** A session that does only this between greeting or handshake and QUIT. */
  public static Dialogue withoutLogin(Mode mode, boolean capa, List<Step> between) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Connect());
    if (mode == Mode.TLS) steps.add(new Step.Handshake());
    steps.add(new Step.Greeting());
    if (capa && mode != Mode.TLS) steps.add(Command.capa(Phase.CAPA));
    if (mode == Mode.STLS) {
      steps.add(Command.single(Phase.STLS, "STLS"));
      steps.add(new Step.Handshake());
    }
    if (capa && mode != Mode.PLAIN) steps.add(Command.capa(Phase.CAPA_TLS));
    steps.addAll(between);
    steps.add(Command.single(Phase.QUIT, "QUIT"));
    return new Dialogue(List.copyOf(steps));
  }

  /**
   * Reads what a session does behind its login: {@code STAT, LIST, UIDL, NOOP, RETR 3, RETR *}.
   *
   * @throws IllegalArgumentException with one line when there is something else
   */
  public static List<Step> transaction(String commands) {
    List<Step> steps = new ArrayList<>();
    boolean counted = false;
    for (String written : commands.split(",", -1)) {
      String command = written.strip().toUpperCase(Locale.ROOT);
      Step step = step(command);
      if (step instanceof Step.RetrieveAll && !counted) {
        throw new IllegalArgumentException("'RETR *' needs STAT before it");
      }
      counted |= command.equals("STAT");
      steps.add(step);
    }
    return List.copyOf(steps);
  }

  private static Step step(String command) {
    return switch (command) {
      case "STAT" -> Command.single(Phase.STAT, command);
      case "LIST" -> Command.listed(Phase.LIST, command);
      case "UIDL" -> Command.listed(Phase.UIDL, command);
      case "NOOP" -> Command.single(Phase.NOOP, command);
      case "RETR *" -> new Step.RetrieveAll();
      default -> retrieve(command);
    };
  }

  private static Step retrieve(String command) {
    if (command.matches("RETR [1-9][0-9]{0,6}")) {
      return new Step.Retrieve(Integer.parseInt(command.substring("RETR ".length())));
    }
    throw new IllegalArgumentException(
        "expected STAT, LIST, UIDL, NOOP, RETR NUMBER or RETR *, got '" + command + "'");
  }
}
