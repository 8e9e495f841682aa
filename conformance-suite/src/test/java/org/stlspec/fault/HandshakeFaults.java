package org.stlspec.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Handshakes that fail the wrong way. */
final class HandshakeFaults {
  private static final int HANDSHAKE_RECORD = 0x16;

  private HandshakeFaults() {}

  @Breaks({
    "handshake.absurd-length",
    "handshake.alert-instead",
    "handshake.data-instead",
    "handshake.garbage-instead",
    "handshake.no-hello",
    "handshake.http-instead",
    "handshake.pop3-text-instead"
  })
  static class AnswersAFailedHandshakeInClear extends Session {
    @Override
    void handshakeFailed(IOException why) throws IOException {
      say("-ERR TLS handshake failed\r\n");
      throw why;
    }
  }

  @Breaks(
      value = {"handshake.pop3-text-instead", "handshake.pop3-text-instead.at-the-backend"},
      patienceMillis = Breaks.STALLS)
  static class ResumesClearTextAfterAFailedHandshake extends Session {
    @Override
    void handshakeFailed(IOException why) throws IOException {
      say("-ERR TLS handshake failed\r\n");
    }
  }

  @Breaks(
      value = {"handshake.disconnect", "handshake.pop3-text-instead.at-the-backend"},
      patienceMillis = Breaks.STALLS)
  static class LeavesTheBackendOpenBehindAFailedHandshake extends Session {
    @Override
    void handshakeFailed(IOException why) throws IOException {
      client().close();
      backend().line();
    }
  }

  /** Knows of the failure before its client does, who may look at the others at once. */
  abstract static class TakesAFailedHandshakeHard extends Session {
    @Override
    final void secure(byte[] behind) throws IOException {
      client().putBack(behind);
      if (client().peek() != HANDSHAKE_RECORD) failing();
      super.secure(client().takeAhead());
    }

    abstract void failing() throws IOException;
  }

  @Breaks("handshake.failure-leaves-others-alone")
  static class DiesOfAFailedHandshake extends TakesAFailedHandshakeHard {
    @Override
    void failing() throws IOException {
      proxy().stopListening();
    }
  }

  @Breaks("handshake.failure-leaves-others-alone")
  static class EndsAllSessionsWithAFailedOne extends TakesAFailedHandshakeHard {
    @Override
    void failing() {
      proxy().clients().stream().filter(leg -> leg != client()).forEach(Leg::close);
    }
  }

  @Breaks("handshake.failure-leaves-others-alone")
  static class RefusesStlsToAllAfterAFailedHandshake extends TakesAFailedHandshakeHard {
    @Override
    void stls(Line line) throws IOException {
      if (proxy().memory().containsKey("failed")) {
        say("-ERR TLS is not available\r\n");
      } else {
        super.stls(line);
      }
    }

    @Override
    void failing() {
      proxy().memory().put("failed", "once");
    }
  }

  @Breaks(
      value = {"handshake.limit", "handshake.limit.dripping"},
      patienceMillis = Breaks.STALLS)
  static class WaitsForEverForAHandshake extends Session {
    @Override
    Future<?> limitHandshake() {
      return CompletableFuture.completedFuture("no limit");
    }
  }

  @Breaks(value = "handshake.limit.dripping", patienceMillis = Breaks.STALLS)
  static class BeginsTheLimitAnewWithEachOctet extends Session {
    @Override
    Future<?> limitHandshake() throws IOException {
      Duration limit = proxy().settings().handshakeLimit().multipliedBy(3);
      client().socket().setSoTimeout((int) limit.toMillis());
      return CompletableFuture.completedFuture("the socket's own");
    }
  }
}
