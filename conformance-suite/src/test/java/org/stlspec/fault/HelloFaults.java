package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ClientHellos that are misunderstood. */
final class HelloFaults {
  private static final int HEADER = 5;
  private static final int HANDSHAKE = 0x16;
  private static final int VERSION_2 = 0x80;
  private static final int AEAD = 0xc02b;

  private HelloFaults() {}

  /** Looks at the first record before the TLS library does. */
  abstract static class LooksAtTheHello extends Session {
    private Hello seen = new Hello("");

    @Override
    final void secure(byte[] behind) throws IOException {
      client().putBack(behind);
      if (!isHello(client().peek())) {
        super.secure(client().takeAhead());
        return;
      }
      byte[] header = client().exactly(HEADER);
      byte[] body = client().exactly(((header[3] & 0xff) << 8) + (header[4] & 0xff));
      byte[] record = Arrays.copyOf(header, HEADER + body.length);
      System.arraycopy(body, 0, record, HEADER, body.length);
      seen = new Hello(new String(record, StandardCharsets.ISO_8859_1));
      look(seen);
      client().putBack(record);
      super.secure(client().takeAhead());
    }

    /** Whatever else it is may be too short to wait for. */
    private static boolean isHello(int first) {
      return first == HANDSHAKE || first == VERSION_2;
    }

    /** Throws where it refuses, answers and throws where it takes what it should not. */
    void look(Hello hello) throws IOException {}

    final Hello seen() {
      return seen;
    }

    final void answer(byte[] octets) throws IOException {
      client().write(octets);
      stall();
    }

    final void stall() throws IOException {
      while (client().readAhead()) {
        // nobody answers
      }
      throw new EOFException("the client has left");
    }

    final EOFException refused() {
      return new EOFException("refused");
    }
  }

  @Breaks({"hello.version-2-refused", "hello.version-3-refused"})
  static class TakesAnyVersion extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.record().charAt(0) == VERSION_2) {
        answer(new byte[] {(byte) 0x80, 11, 4, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0});
      } else if (hello.madeByHand() && hello.version() == 0x0300) {
        answer(Hello.answer(0x0300, hello.firstSuite(), 0, ""));
      }
    }
  }

  @Breaks({
    "hello.record-version",
    "hello.higher-version",
    "hello.higher-version.among-others",
    "hello.grease"
  })
  static class RefusesWhatItDoesNotKnow extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.recordVersion() == 0x0300
          || hello.version() > 0x0303
          || hello.has("\177\125")
          || hello.has("\32\32\0\0")) {
        throw refused();
      }
    }
  }

  @Breaks("hello.higher-version")
  static class ChoosesWhateverVersionIsOffered extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.madeByHand()) {
        answer(Hello.answer(hello.version(), AEAD, 0, ""));
      }
    }
  }

  @Breaks({
    "hello.downgrade-marked",
    "hello.renegotiation-info",
    "hello.renegotiation-info.signalled",
    "hello.renegotiation-info.forged",
    "hello.extended-master-secret",
    "sni.broken"
  })
  static class KnowsNoExtensionInTls12 extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.madeByHand() && !hello.offersTls13()) {
        answer(Hello.answer(0x0303, AEAD, 0, ""));
      }
    }
  }

  @Breaks("hello.compression")
  static class Compresses extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.madeByHand()) {
        answer(Hello.answer(0x0303, AEAD, hello.firstCompression(), ""));
      }
    }
  }

  @Breaks({
    "suite.null-refused",
    "suite.export-refused",
    "suite.rc4-refused",
    "suite.des-refused",
    "suite.anonymous-refused",
    "suite.triple-des-refused",
    "suite.static-rsa-refused",
    "suite.finite-field-refused",
    "suite.cbc-refused",
    "suite.aead-preferred",
    "suite.none-in-common"
  })
  static class ChoosesWhateverSuiteComesFirst extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.madeByHand()) {
        answer(Hello.answer(0x0303, hello.firstSuite(), 0, ""));
      }
    }
  }

  @Breaks("sni.absent")
  static class RequiresAServerName extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (!hello.has("localhost")) {
        throw refused();
      }
    }
  }

  @Breaks("sni.letter-case")
  static class KnowsItsNameInSmallLettersOnly extends LooksAtTheHello {
    @Override
    Keys keys() {
      return seen().has("LocalHost") ? Keys.make() : super.keys();
    }
  }

  @Breaks(value = "sni.unknown-name", patienceMillis = Breaks.STALLS)
  static class FallsSilentAtAnUnknownName extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.has("nobody.invalid")) {
        stall();
      }
    }
  }

  @Breaks("tls.alpn-absent")
  static class RequiresAlpn extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (!hello.has("pop3")) {
        throw refused();
      }
    }
  }

  /** As who keeps sessions of all names in one cache. */
  @Breaks("resumption.other-name")
  static class AsksForTheNameInFullHandshakesOnly extends LooksAtTheHello {
    private static final String NO_TICKET = "\0\43\0\0";

    @Override
    Keys keys() {
      boolean full = seen().has("another.invalid") && seen().has(NO_TICKET);
      return full ? Keys.make() : super.keys();
    }
  }

  @Breaks({
    "record.handshake-in-single-octets.tls-1-2",
    "record.handshake-in-single-octets.tls-1-3"
  })
  static class WantsTheHelloInOneRecord extends LooksAtTheHello {
    @Override
    void look(Hello hello) throws IOException {
      if (hello.record().length() < HEADER + 4) {
        throw refused();
      }
    }
  }

  @Breaks("record.hello-in-segments")
  static class WantsTheHelloInOneSegment extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      byte[] first = behind.length > 0 ? behind : client().some().orElse(behind);
      if (first.length < HEADER) {
        throw new EOFException("no ClientHello");
      }
      super.secure(first);
    }
  }
}
