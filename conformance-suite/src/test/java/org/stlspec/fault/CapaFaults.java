package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Wrong capability lists. */
final class CapaFaults {
  private CapaFaults() {}

  @Breaks({"capa.stls-absent-inside-tls", "capa.stls-absent-on-implicit-tls"})
  static class OffersStlsInsideTls extends Session {
    @Override
    Listing edited(Listing list) {
      return list.without("STLS").with("STLS");
    }
  }

  @Breaks("capa.stls-announced")
  static class NeverAnnouncesStls extends Session {
    @Override
    Listing edited(Listing list) {
      return list.without("STLS");
    }
  }

  @Breaks("capa.stls-announced")
  static class AnnouncesStlsWithAParameter extends Session {
    @Override
    Listing edited(Listing list) {
      Listing cleaned = list.without("STLS");
      return insideTls() ? cleaned : cleaned.with("STLS TLSv1.3");
    }
  }

  @Breaks({"capa.backend-lists-stls", "capa.backend-lists-stls.inside-tls"})
  static class AddsStlsWithoutLooking extends Session {
    @Override
    Listing edited(Listing list) {
      return insideTls() ? list : list.with("STLS");
    }
  }

  @Breaks({"capa.backend-lists-stls", "capa.backend-lists-stls.inside-tls"})
  static class KnowsTheBackendsStlsInUpperCaseOnly extends Session {
    @Override
    Listing edited(Listing list) {
      var cleaned = changed(list, line -> line.equals("STLS") ? "" : line);
      return insideTls() ? cleaned : cleaned.with("STLS");
    }
  }

  @Breaks("capa.stls-elsewhere-is-data")
  static class DropsEveryLineThatContainsStls extends Session {
    @Override
    Listing edited(Listing list) {
      return super.edited(changed(list, line -> line.contains("STLS") ? "" : line));
    }
  }

  @Breaks({"capa.backend-lines-untouched", "capa.backend-lines-untouched.inside-tls"})
  static class TidiesTheBackendsLines extends Session {
    @Override
    Listing edited(Listing list) {
      return super.edited(
          changed(list, line -> line.toUpperCase(Locale.ROOT).replaceAll(" +", " ").strip()));
    }
  }

  @Breaks({"capa.backend-lines-untouched", "capa.backend-lines-untouched.inside-tls"})
  static class DropsCapabilitiesItDoesNotKnow extends Session {
    @Override
    Listing edited(Listing list) {
      return super.edited(list.without("EXPIRE"));
    }
  }

  @Breaks("capa.well-formed")
  static class EndsItsOwnLineInBareLf extends Session {
    @Override
    void sayList(Listing list) throws IOException {
      say(list.text().replace("STLS\r\n", "STLS\n"));
    }
  }

  @Breaks(value = "capa.well-formed", patienceMillis = Breaks.STALLS)
  static class ForgetsTheTerminationOctetInsideTls extends Session {
    @Override
    void sayList(Listing list) throws IOException {
      say(insideTls() ? list.text().replace("\r\n.\r\n", "\r\n") : list.text());
    }
  }

  @Breaks("capa.asked-anew")
  static class ServesTheFirstListForEver extends Session {
    private Optional<Listing> first = Optional.empty();

    @Override
    Listing backendList() throws IOException {
      Listing current = super.backendList();
      first = Optional.of(first.orElse(current));
      return first.get();
    }
  }

  @Breaks("capa.asked-anew")
  static class ServesTheClearListInsideTls extends Session {
    private Optional<Listing> last = Optional.empty();

    @Override
    Listing backendList() throws IOException {
      Listing current = super.backendList();
      last = insideTls() && last.isPresent() ? last : Optional.of(current);
      return last.get();
    }
  }

  @Breaks("capa.backend-knows-none")
  static class PassesOnThatTheBackendKnowsNoCapa extends Session {
    @Override
    Listing noList(Line refusal) throws IOException {
      client().write(refusal.octets());
      throw new EOFException("no list");
    }
  }

  @Breaks({"capa.split-anywhere", "capa.split-anywhere.inside-tls"})
  static class EditsTheListBySegment extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (!line.keyword().equals("CAPA")) {
        super.relayed(line);
        return;
      }
      backend().write(line.octets());
      String all = "";
      while (!all.endsWith("\r\n.\r\n") && !all.startsWith("-ERR")) {
        String segment = Line.of(backend().some().orElseThrow(EOFException::new)).whole();
        all += segment;
        say(edited(segment));
      }
    }

    private String edited(String segment) {
      String cleaned = segment.replace("\r\nSTLS\r\n", "\r\n");
      return insideTls() ? cleaned : cleaned.replace("\r\n.\r\n", "\r\nSTLS\r\n.\r\n");
    }
  }

  /** Lines that become empty are dropped. */
  private static Listing changed(Listing list, UnaryOperator<String> change) {
    List<String> lines = list.lines().stream().map(change).filter(line -> !line.isEmpty()).toList();
    return new Listing(list.status(), lines);
  }

  @Breaks("capa.after-login")
  static class EditsCapaAfterLogin extends Session {
    @Override
    void fromBackend(byte[] octets) throws IOException {
      String text = Line.of(octets).whole();
      boolean list = text.endsWith("\r\n.\r\n") && text.contains("SASL");
      String edited = list ? text.replace("\r\n.\r\n", "\r\nSTLS\r\n.\r\n") : text;
      super.fromBackend(new Line(edited).octets());
    }
  }
}
