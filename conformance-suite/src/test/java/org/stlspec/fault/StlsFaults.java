package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;

/** STLS taken where it is none, not taken where it is one, or taken the wrong way. */
final class StlsFaults {
  private StlsFaults() {}

  @Breaks("stls.prefix")
  static class AcceptsStlsPrefix extends Session {
    @Override
    boolean isStls(Line line) {
      return line.keyword().startsWith("STLS");
    }
  }

  @Breaks(warns = "stls.argument")
  static class StartsTlsInSpiteOfAnArgument extends Session {
    @Override
    void stls(Line line) throws IOException {
      super.stls(insideTls() ? line : new Line("STLS\r\n"));
    }
  }

  @Breaks("stls.argument")
  static class StartsTlsBehindRefusingAnArgument extends Session {
    @Override
    void stls(Line line) throws IOException {
      super.stls(line);
      if (!line.argument().isEmpty()) {
        handshake(client().takeAhead());
      }
    }
  }

  @Breaks({"stls.inside-tls", "stls.on-implicit-tls"})
  static class AcceptsStlsInsideTls extends Session {
    @Override
    void stls(Line line) throws IOException {
      if (insideTls()) {
        say("+OK begin TLS\r\n");
      } else {
        super.stls(line);
      }
    }
  }

  @Breaks({"stls.after-login", "stls.after-login.in-clear", "capa.after-login.in-clear"})
  static class TakesStlsAfterLogin extends Session {
    @Override
    void fromClient(byte[] octets) throws IOException {
      if (Line.of(octets).keyword().equals("STLS")) {
        say("+OK begin TLS\r\n");
      } else {
        super.fromClient(octets);
      }
    }
  }

  @Breaks({"stls.any-case", "capa.any-case"})
  static class KnowsUpperCaseOnly extends Session {
    @Override
    void command(Line line) throws IOException {
      String keyword = line.text().split(" ", 2)[0];
      if (keyword.equals(keyword.toUpperCase(Locale.ROOT))) {
        super.command(line);
      } else {
        say("-ERR unknown command\r\n");
      }
    }
  }

  @Breaks("stls.octetwise")
  static class TakesASegmentForALine extends Session {
    @Override
    Line clientLine() throws IOException {
      return insideTls() ? super.clientLine() : lineOf(this);
    }
  }

  @Breaks("tls.lines-span-records")
  static class TakesARecordForALine extends Session {
    @Override
    Line clientLine() throws IOException {
      return insideTls() ? lineOf(this) : super.clientLine();
    }
  }

  private static Line lineOf(Session session) throws IOException {
    Line read = Line.of(session.client().some().orElseThrow(EOFException::new));
    return new Line(read.text() + "\r\n");
  }

  @Breaks("stls.upgrade")
  static class SaysMoreBehindOk extends Session {
    @Override
    void handshake(byte[] behind) throws IOException {
      if (!implicitTls()) {
        say("have a safe journey\r\n");
      }
      super.handshake(behind);
    }
  }

  @Breaks("stls.upgrade")
  static class SendsANulBehindOk extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      say("+OK begin TLS\r\n\0");
      handshake(behind);
      forget();
    }
  }

  @Breaks("stls.never-at-the-backend")
  static class TellsTheBackendOfStls extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      backend().write(new Line("STLS\r\n").octets());
      backendLine();
      super.upgrade(behind);
    }
  }

  @Breaks("stls.backend-that-knows-stls")
  static class HandsStlsToABackendThatListsIt extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      backend().write(new Line("CAPA\r\n").octets());
      if (backendList().has("STLS")) {
        backend().write(new Line("STLS\r\n").octets());
        backendLine();
      }
      super.upgrade(behind);
    }
  }

  @Breaks(value = "stls.with-client-hello", patienceMillis = Breaks.STALLS)
  static class ForgetsAClientHelloBehindStls extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      super.upgrade(new byte[0]);
    }
  }

  @Breaks("stls.argument")
  static class NeverForgivesABadStls extends Session {
    private boolean offended;

    @Override
    void stls(Line line) throws IOException {
      offended |= !line.argument().isEmpty();
      if (offended) {
        say("-ERR no TLS for you\r\n");
      } else {
        super.stls(line);
      }
    }
  }

  @Breaks("stls.announced-works")
  static class AnnouncesStlsWithoutACertificate extends Session {
    @Override
    void stls(Line line) throws IOException {
      say("-ERR no certificate\r\n");
    }
  }

  @Breaks({
    "stls.no-login",
    "resumption.login-anew.tls-1-2",
    "resumption.login-anew.tls-1-3",
    "resumption.across-ports"
  })
  static class TakesAHandshakeForALogin extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (insideTls() && line.keyword().equals("STAT")) {
        say("+OK 0 0\r\n");
      } else {
        super.relayed(line);
      }
    }
  }
}
