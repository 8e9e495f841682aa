package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;

/** Other right ways to take STLS; the sound proxy itself takes what follows it for TLS. */
final class SoundUpgrades {
  private SoundUpgrades() {}

  @Sound(warns = "stls.with-client-hello")
  static class DiscardsWhatStandsBehindStls extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      super.upgrade(new byte[0]);
    }
  }

  @Sound
  static class RefusesStlsWithAnythingBehindIt extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      if (behind.length > 0) {
        say("-ERR nothing may follow STLS\r\n");
      } else {
        super.upgrade(behind);
      }
    }
  }

  @Sound
  static class ClosesWhenAnythingStandsBehindStls extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      if (behind.length > 0) {
        throw new EOFException("octets behind STLS");
      }
      super.upgrade(behind);
    }
  }

  @Sound(warns = "apop.inside-tls")
  static class DialsAfreshAtEachUpgrade extends Session {
    @Override
    void forget() throws IOException {
      redial();
    }
  }

  @Sound
  static class RefusesStlsBehindUser extends Session {
    private boolean named;

    @Override
    void relayed(Line line) throws IOException {
      named |= line.keyword().equals("USER");
      super.relayed(line);
    }

    @Override
    void login(Line answer) throws IOException {
      named = false;
      super.login(answer);
    }

    @Override
    void stls(Line line) throws IOException {
      if (named) {
        say("-ERR not between USER and PASS\r\n");
      } else {
        super.stls(line);
      }
    }
  }

  @Sound(warns = "stls.argument")
  static class OverlooksAnArgument extends Session {
    @Override
    void stls(Line line) throws IOException {
      super.stls(insideTls() ? line : new Line("STLS\r\n"));
    }
  }

  /** There is nothing to be wrong about, and all that needs STLS is skipped. */
  @Sound
  static class OffersNoStls extends Session {
    @Override
    void stls(Line line) throws IOException {
      say("-ERR no certificate\r\n");
    }

    @Override
    Listing edited(Listing list) {
      return super.edited(list).without("STLS");
    }
  }
}
