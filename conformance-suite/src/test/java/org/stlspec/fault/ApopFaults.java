package org.stlspec.fault;

import java.io.IOException;
import java.util.Locale;

/** APOP and the timestamp it rests on. */
final class ApopFaults {
  private ApopFaults() {}

  @Breaks("apop.timestamp-of-its-own")
  static class RepeatsTheFirstGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      String own = super.backendGreeting().whole();
      proxy().memory().putIfAbsent("greeting", own);
      return new Line(proxy().memory().get("greeting"));
    }
  }

  @Breaks("apop.right-digest")
  static class WritesDigestsInUpperCase extends Session {
    @Override
    void relayed(Line line) throws IOException {
      boolean apop = line.keyword().equals("APOP");
      String[] words = line.text().split(" ", -1);
      super.relayed(
          apop
              ? new Line("APOP " + words[1] + " " + words[2].toUpperCase(Locale.ROOT) + "\r\n")
              : line);
    }
  }

  @Breaks("apop.wrong-digest")
  static class TakesAnyDigest extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (line.keyword().equals("APOP")) {
        say("+OK welcome\r\n");
      } else {
        super.relayed(line);
      }
    }
  }

  @Breaks(warns = "apop.inside-tls")
  static class ForgetsTheTimestampAtStls extends Session {
    @Override
    void forget() throws IOException {
      redial();
    }
  }

  @Breaks("apop.timestamp-of-the-target")
  static class ShowsATimestampThatItCannotVerify extends Session {
    @Override
    Line backendGreeting() throws IOException {
      super.backendGreeting();
      return new Line("+OK proxy <1.1@proxy.test>\r\n");
    }
  }
}
