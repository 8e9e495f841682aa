package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;

/** Trouble with the backend, hidden from the client or handed on to it. */
final class BackendFaults {
  private BackendFaults() {}

  @Breaks(value = "backend.silent", patienceMillis = Breaks.STALLS)
  static class WaitsForEverForAGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return backendLine();
    }
  }

  @Breaks(value = "backend.endless-greeting", patienceMillis = Breaks.STALLS)
  static class WaitsForTheEndOfALine extends Session {
    @Override
    Line backendGreeting() throws IOException {
      try {
        return super.backendGreeting();
      } catch (IOException tooLong) {
        client().awaitEnd();
        throw tooLong;
      }
    }
  }

  @Breaks({"backend.dies-in-reply", "backend.resets-in-authorization"})
  static class AnswersForADeadBackend extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (!line.keyword().equals("XDIES")) {
        super.relayed(line);
        return;
      }
      try {
        super.relayed(line);
      } catch (IOException dead) {
        say("+OK\r\n");
        throw dead;
      }
    }
  }

  @Breaks("backend.dies-in-capa")
  static class ListsForADeadBackend extends Session {
    @Override
    Listing backendList() throws IOException {
      try {
        return super.backendList();
      } catch (EOFException dead) {
        return Listing.OWN;
      }
    }

    @Override
    void sayList(Listing list) throws IOException {
      super.sayList(list);
      if (list.lines().stream().noneMatch("RESP-CODES"::equals)) {
        throw new EOFException("the backend is dead");
      }
    }
  }

  @Breaks({"backend.dies-in-retr", "backend.resets-in-retr"})
  static class EndsEveryMessageWell extends Session {
    @Override
    void backendFinished() throws IOException {
      say("\r\n.\r\n");
      super.backendFinished();
    }

    @Override
    void backendBroken() {
      try {
        backendFinished();
      } catch (IOException gone) {
        // Then nobody listens.
      }
    }
  }

  @Breaks("backend.down-after-stls")
  static class KeepsTheOldBackendIfThereIsNoOther extends Session {
    @Override
    void forget() {}
  }

  @Breaks(value = "backend.dies-in-handshake", patienceMillis = Breaks.STALLS)
  static class WaitsForABackendThatHasDied extends Session {
    @Override
    void forget() throws IOException {
      while (client().readAhead()) {
        // until somebody comes to life
      }
    }
  }
}
