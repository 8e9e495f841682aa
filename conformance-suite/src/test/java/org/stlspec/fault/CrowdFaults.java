package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.stlspec.target.Target;

/** Sessions that suffer from others, or never end. */
final class CrowdFaults {
  private CrowdFaults() {}

  @Breaks(value = "crowd.many-connections", patienceMillis = Breaks.STALLS)
  static class ForgetsWhoeverIsTooMany extends Session {
    @Override
    void greet() throws IOException {
      if (proxy().clients().size() > 20) {
        clientLine();
      }
      super.greet();
    }
  }

  @Breaks("crowd.lines-without-end")
  static class DiesOfALongLine extends Session {
    @Override
    Line clientLine() throws IOException {
      try {
        return super.clientLine();
      } catch (EOFException gone) {
        throw gone;
      } catch (IOException tooLong) {
        proxy().stopListening();
        throw tooLong;
      }
    }
  }

  @Breaks("crowd.at-the-limit")
  static class KnowsNoLimit extends Session {
    @Override
    void crowded() {}
  }

  @Breaks(value = "crowd.stuck-handshakes", patienceMillis = Breaks.STALLS)
  static class ShakesOneHandAtATime extends Session {
    private static final ReentrantLock TURN = new ReentrantLock();

    @Override
    void secure(byte[] behind) throws IOException {
      TURN.lock();
      try {
        super.secure(behind);
      } finally {
        TURN.unlock();
      }
    }
  }

  @Breaks("crowd.stlss-refused-again-and-again")
  static class DiesOfTooManyRefusals extends Session {
    private int refused;

    @Override
    void stls(Line line) throws IOException {
      super.stls(line);
      if (insideTls() && ++refused > 20) {
        proxy().stopListening();
      }
    }
  }

  @Breaks({"record.flood.empty", "record.flood.warnings", "record.flood.key-updates"})
  static class ServesOneTlsSessionAtATime extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      proxy().clients().stream().filter(one -> one != client()).forEach(Leg::close);
      super.secure(behind);
    }
  }

  @Breaks("idle.ends-in-silence")
  static class SaysWhyItEndsAnIdleSession extends Session {
    @Override
    void idleTooLong() {
      try {
        say("-ERR idle for too long\r\n");
      } catch (IOException gone) {
        // Then it is not idle but gone.
      }
      super.idleTooLong();
    }
  }

  @Breaks("idle.restarted-by-client")
  static class LimitsTheWholeSession extends Session {
    @Override
    void heardClient() {}

    @Override
    void heardBackend() {}
  }

  @Breaks("idle.kept-for-a-minute")
  static class EndsIdleSessionsStraightBehindTheLogin extends Session {
    @Override
    void login(Line answer) throws IOException {
      super.login(answer);
      if (proxy().settings().is(Target.Variant.SHORT_IDLE_LIMIT)) {
        idleTooLong();
      }
    }
  }

  @Breaks(warns = "idle.kept-for-a-minute")
  static class WaitsForNoLoginOnceSomebodyIsIn extends Session {
    @Override
    void login(Line answer) throws IOException {
      super.login(answer);
      proxy().memory().put("in", "somebody");
    }

    @Override
    void forget() throws IOException {
      super.forget();
      if (proxy().settings().is(Target.Variant.SHORT_IDLE_LIMIT)
          && proxy().memory().containsKey("in")) {
        idleTooLong();
      }
    }
  }

  @Breaks("idle.restarted-by-backend")
  static class ListensToTheClientAlone extends Session {
    @Override
    void heardBackend() {}
  }

  @Breaks(value = "idle.client-that-does-not-read", patienceMillis = Breaks.STALLS)
  static class WaitsForEverForAReader extends Session {
    @Override
    Future<?> limitWrite() {
      return CompletableFuture.completedFuture("no limit");
    }
  }
}
