package org.stlspec.qmail.script;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.stlspec.qmail.Command;

/** A script played on one session: takes line by line from the log and answers. */
final class Performance {

  private static final int CHUNK = 1 << 16;

  private final Session session;
  private final Inbox inbox;
  private final Script script;
  private final Persona persona;
  private final Map<String, Integer> seen = new HashMap<>();
  private Mode mode = Mode.COMMANDS;

  private enum Mode {
    COMMANDS,
    RAW,
    ECHO,
    STALLED
  }

  Performance(Session session, Inbox inbox, Script script, Persona persona) {
    this.session = session;
    this.inbox = inbox;
    this.script = script;
    this.persona = persona;
  }

  /** Plays to the end of the script, of the session or of the peer's octets. */
  void play() throws IOException, InterruptedException {
    perform(script.opening(session.number()), persona::greeting);
    while (listening()) {
      Optional<String> line = inbox.line();
      if (line.isEmpty()) {
        perform(persona.atEnd(), List::of);
        return;
      }
      answer(line.get());
    }
    if (mode == Mode.ECHO) {
      echo();
    }
  }

  private boolean listening() {
    return mode == Mode.COMMANDS && !session.closed();
  }

  private void answer(String line) throws IOException, InterruptedException {
    String keyword = Command.of(line).keyword();
    int nth = seen.merge(keyword, 1, Integer::sum);
    perform(script.answer(keyword, nth), () -> persona.answer(line));
  }

  private void perform(List<Act> acts, Supplier<List<Act>> usual)
      throws IOException, InterruptedException {
    for (Act act : acts) {
      if (mode == Mode.STALLED || session.closed()) {
        return;
      }
      perform(act, usual);
    }
  }

  private void perform(Act act, Supplier<List<Act>> usual)
      throws IOException, InterruptedException {
    if (act instanceof Act.Send send) {
      send(send);
    } else if (act instanceof Act.Stream stream) {
      stream(stream);
    } else if (act instanceof Act.Coalesce coalesce) {
      session.keepBack(coalesce.octets());
    } else if (act instanceof Act.Pause pause) {
      sleep(pause.duration());
    } else if (act instanceof Act.Line line) {
      answerData(line);
    } else if (act == Act.Plain.USUAL) {
      perform(usual.get(), List::of);
    } else if (act instanceof Act.Plain plain) {
      perform(plain);
    }
  }

  private void perform(Act.Plain act) throws InterruptedException {
    switch (act) {
      case HOLD -> session.awaitRelease();
      case STALL -> mode = Mode.STALLED;
      case LOGIN -> persona.login();
      case RAW -> mode = Mode.RAW;
      case ECHO -> mode = Mode.ECHO;
      case FINISH -> session.finish();
      case CLOSE -> session.close();
      case RESET -> session.reset();
      case USUAL -> throw new IllegalStateException("usual() needs to know what is answered");
    }
  }

  private void send(Act.Send send) throws IOException, InterruptedException {
    boolean first = true;
    for (byte[] octets : send.writes()) {
      if (!first) {
        sleep(send.between());
      }
      session.write(octets);
      first = false;
    }
  }

  private void stream(Act.Stream stream) throws IOException {
    try (InputStream in = stream.octets().get()) {
      session.write(in.readNBytes(CHUNK));
      for (byte[] next = in.readNBytes(CHUNK); next.length > 0; next = in.readNBytes(CHUNK)) {
        session.writeUnlogged(next);
      }
    }
  }

  private static void sleep(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }

  /** No rule applies to data, so a line STLS or QUIT in it is data. */
  private void answerData(Act.Line data) throws IOException, InterruptedException {
    Optional<String> line = inbox.line();
    if (line.isPresent()) {
      perform(data.answer().apply(line.get()), () -> persona.answer(line.get()));
    }
  }

  private void echo() throws IOException, InterruptedException {
    for (Optional<byte[]> some = inbox.some(); some.isPresent(); some = inbox.some()) {
      session.write(some.get());
    }
  }
}
