package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** What a relay must not do to the octets of a session. */
final class RelayFaults {
  private RelayFaults() {}

  @Breaks({
    "mail.session",
    "mail.session.in-clear",
    "transparency.every-octet-to-the-client",
    "transparency.every-octet-to-the-client.in-clear"
  })
  static class ClearsTheEighthBit extends Session {
    @Override
    void fromBackend(byte[] octets) throws IOException {
      for (int i = 0; i < octets.length; i++) {
        octets[i] &= 0x7f;
      }
      super.fromBackend(octets);
    }
  }

  @Breaks(
      value = {
        "transparency.every-octet-to-the-backend",
        "transparency.every-octet-to-the-backend.in-clear",
        "sasl.security-layer"
      },
      patienceMillis = Breaks.STALLS)
  static class TurnsNulIntoNewline extends Session {
    @Override
    void fromClient(byte[] octets) throws IOException {
      super.fromClient(new Line(Line.of(octets).whole().replace('\0', '\n')).octets());
    }
  }

  @Breaks(
      value = {"transparency.message-like-capa", "pipelining.replies-coalesced"},
      patienceMillis = Breaks.STALLS)
  static class EditsWhateverLooksLikeAList extends Session {
    @Override
    void fromBackend(byte[] octets) throws IOException {
      String text = Line.of(octets).whole();
      super.fromBackend(new Line(text.replace("\r\nSTLS\r\n", "\r\n")).octets());
    }
  }

  @Breaks({
    "transparency.no-forged-origin",
    "transparency.no-forged-origin.inside-tls",
    "sasl.external-without-certificate"
  })
  static class RelaysForgedOrigins extends Session {
    @Override
    boolean isForbidden(Line line) {
      return false;
    }
  }

  @Breaks({"transparency.reply-texts", "transparency.reply-texts.inside-tls"})
  static class RewordsErrors extends Session {
    @Override
    Line reply(Line line) {
      return line.positive() ? line : new Line("-ERR the command failed\r\n");
    }
  }

  @Breaks("transparency.second-user")
  static class KeepsTheFirstNameItHeard extends Session {
    private String name = "";

    @Override
    void relayed(Line line) throws IOException {
      if (line.keyword().equals("USER") && !name.isEmpty()) {
        say("+OK\r\n");
      } else {
        name = line.keyword().equals("USER") ? line.argument() : name;
        super.relayed(line);
      }
    }
  }

  @Breaks("plaintext.session")
  static class KnowsTheCommandsOfRfc1725Only extends Session {
    @Override
    void fromClient(byte[] octets) throws IOException {
      if (Line.of(octets).keyword().equals("UIDL")) {
        say("-ERR unknown command\r\n");
      } else {
        super.fromClient(octets);
      }
    }
  }

  @Breaks({"mail.large", "mail.streamed"})
  static class CutsLongMessages extends Session {
    private long sent;

    @Override
    void fromBackend(byte[] octets) throws IOException {
      sent += octets.length;
      if (sent > 4 << 20) {
        throw new IOException("more than fits");
      }
      super.fromBackend(octets);
    }
  }

  @Breaks("mail.delete-and-quit")
  static class AnswersQuitByItself extends Session {
    @Override
    void fromClient(byte[] octets) throws IOException {
      if (Line.of(octets).keyword().equals("QUIT")) {
        say("+OK bye\r\n");
        throw new EOFException("QUIT");
      }
      super.fromClient(octets);
    }
  }

  /** Loses, with qmail-popup behind it, what the one read that takes PASS takes along. */
  @Breaks(value = "mail.pipelining-behind-pass", patienceMillis = Breaks.STALLS)
  static class AnnouncesPipeliningThatTheBackendHasNot extends Session {
    @Override
    Listing noList(Line refusal) {
      return Listing.OWN.with("PIPELINING");
    }

    @Override
    void relayed(Line line) throws IOException {
      boolean pass = line.keyword().equals("PASS");
      super.relayed(pass ? new Line(line.whole() + Line.of(client().takeAhead()).whole()) : line);
    }
  }

  @Breaks(value = "transparency.behind-the-login-reply", patienceMillis = Breaks.STALLS)
  static class LosesTheReadAheadAtLogin extends Session {
    @Override
    void login(Line answer) throws IOException {
      super.login(answer);
      backend().takeAhead();
    }
  }

  @Breaks(
      value = {"transparency.command-lines", "transparency.password-with-blanks"},
      patienceMillis = Breaks.STALLS)
  static class StripsBlanks extends Session {
    @Override
    void command(Line line) throws IOException {
      super.command(new Line(line.text().strip() + "\r\n"));
    }
  }

  @Breaks(
      value = {
        "transparency.lines-of-any-length.to-the-client",
        "transparency.lines-of-any-length.to-the-backend"
      },
      patienceMillis = Breaks.STALLS)
  static class BreaksLinesAt1000Octets extends Session {
    @Override
    void fromBackend(byte[] octets) throws IOException {
      super.fromBackend(broken(octets));
    }

    @Override
    void fromClient(byte[] octets) throws IOException {
      super.fromClient(broken(octets));
    }

    private static byte[] broken(byte[] octets) {
      return new Line(Line.of(octets).whole().replaceAll("[^\n]{1000}", "$0\r\n")).octets();
    }
  }

  @Breaks(value = "transparency.dots-split-anywhere", patienceMillis = Breaks.STALLS)
  static class UndoesByteStuffing extends Session {
    @Override
    void fromBackend(byte[] octets) throws IOException {
      super.fromBackend(new Line(Line.of(octets).whole().replace("\r\n..", "\r\n.")).octets());
    }
  }

  @Breaks(
      value = {"transparency.half-a-line.to-the-client", "transparency.half-a-line.to-the-backend"},
      patienceMillis = Breaks.STALLS)
  static class WaitsForLineEnds extends Session {
    private String up = "";
    private String down = "";

    @Override
    void fromClient(byte[] octets) throws IOException {
      up += Line.of(octets).whole();
      int end = up.lastIndexOf('\n') + 1;
      super.fromClient(new Line(up.substring(0, end)).octets());
      up = up.substring(end);
    }

    @Override
    void fromBackend(byte[] octets) throws IOException {
      down += Line.of(octets).whole();
      int end = down.lastIndexOf('\n') + 1;
      super.fromBackend(new Line(down.substring(0, end)).octets());
      down = down.substring(end);
    }
  }

  @Breaks("greeting.untouched.without-text")
  static class TidiesTheGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return new Line(super.backendGreeting().text().strip() + "\r\n");
    }
  }

  @Breaks(value = "pipelining.many-commands-unread", patienceMillis = Breaks.STALLS)
  static class HoldsOneBufferOfCommands extends Session {
    @Override
    void fromClient(byte[] octets) throws IOException {
      super.fromClient(Arrays.copyOf(octets, Math.min(octets.length, 4096)));
    }
  }

  @Breaks("mail.scan-listing")
  static class WritesNumbersForPeople extends Session {
    @Override
    void fromBackend(byte[] octets) throws IOException {
      String text = Line.of(octets).whole();
      super.fromBackend(new Line(text.replaceFirst("^(\\+OK [0-9]+) ", "$1, ")).octets());
    }
  }

  @Breaks("mail.unique-ids")
  static class MakesUniqueIdsOfItsOwn extends Session {
    @Override
    void fromBackend(byte[] octets) throws IOException {
      String own = "." + System.identityHashCode(this);
      super.fromBackend(new Line(Line.of(octets).whole().replace(".lab", own)).octets());
    }
  }
}
