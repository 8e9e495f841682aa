package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Capability lists that are wrong for their time, or that a backend got wrong. */
final class CapaPhaseFaults {
  private CapaPhaseFaults() {}

  @Breaks("capa.argument")
  static class RefusesAnArgumentAndListsAllTheSame extends Session {
    @Override
    void sayList(Listing list) throws IOException {
      if (argument) {
        say("-ERR no argument\r\n");
      }
      super.sayList(list);
    }

    private boolean argument;

    @Override
    void command(Line line) throws IOException {
      argument = !line.argument().isEmpty();
      super.command(line);
    }
  }

  @Breaks("capa.lines-of-512-octets")
  static class AddsALongLine extends Session {
    @Override
    Listing edited(Listing list) {
      return super.edited(list).with("X-" + "y".repeat(600));
    }
  }

  @Breaks("capa.longest-line-untouched")
  static class CutsLinesAt255Octets extends Session {
    @Override
    Listing edited(Listing list) {
      List<String> cut =
          list.lines().stream()
              .map(line -> line.substring(0, Math.min(line.length(), 253)))
              .toList();
      return super.edited(new Listing(list.status(), cut));
    }
  }

  @Breaks("capa.after-login.keeps-capabilities")
  static class PromisesMoreThanTheBackend extends Session {
    @Override
    Listing edited(Listing list) {
      return super.edited(list).with("X-PROMISE");
    }
  }

  @Breaks("capa.changes-at-tls")
  static class TakesSaslAwayInsideTls extends Session {
    @Override
    Listing edited(Listing list) {
      return super.edited(insideTls() ? list.without("SASL") : list);
    }
  }

  @Breaks("capa.worst-case-before-login")
  static class PromisesTheBestOfAllUsers extends Session {
    @Override
    Listing edited(Listing list) {
      return super.edited(list).without("LOGIN-DELAY").with("LOGIN-DELAY 60 USER");
    }
  }

  @Breaks(
      value = {
        "capa.malformed.cut",
        "capa.malformed.bare-lf",
        "capa.malformed.nul",
        "capa.malformed.status",
        "capa.malformed.endless"
      },
      patienceMillis = Breaks.STALLS)
  static class WaitsForTheListItExpects extends Session {
    @Override
    Listing backendList() throws IOException {
      backend().peek();
      String raw = backend().ahead();
      if (!raw.startsWith("+OK") || raw.contains("\0") || raw.contains("+OK list\n")) {
        Silence.keep();
      }
      try {
        return super.backendList();
      } catch (EOFException gone) {
        Silence.keep();
        throw gone;
      }
    }
  }

  @Breaks("capa.malformed.error-in-the-list")
  static class EndsAListAtAnythingLikeAReply extends Session {
    @Override
    Listing backendList() throws IOException {
      Line status = backendLine();
      List<String> lines = new ArrayList<>();
      String line = backendLine().text();
      while (!line.equals(".") && !line.startsWith("-ERR")) {
        lines.add(line);
        line = backendLine().text();
      }
      return new Listing(status.text(), lines);
    }
  }

  @Breaks("pipelining.capa-among-others")
  static class EditsTheFirstListOnly extends Session {
    private Optional<Listing> first = Optional.empty();

    @Override
    Listing edited(Listing list) {
      boolean again = insideTls() && first.isPresent();
      first = Optional.of(list);
      return again ? list : super.edited(list);
    }
  }
}
