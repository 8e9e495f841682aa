package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** PROXY headers that are read or written the wrong way. */
final class OriginFaults {
  private OriginFaults() {}

  @Breaks({"origin.nothing-before-the-header", "origin.no-header"})
  static class GreetsBeforeTheHeader extends Session {
    @Override
    Origin introduced() throws IOException {
      say("+OK ready\r\n");
      return super.introduced();
    }
  }

  @Breaks("origin.no-header")
  static class DoesWithoutAHeader extends Session {
    @Override
    Origin introduced() throws IOException {
      return client().peek() == 'P' ? super.introduced() : Origin.of(client().socket());
    }
  }

  @Breaks("origin.not-trusted")
  static class BelievesEverybody extends Session {
    @Override
    Origin introduced() throws IOException {
      return Origin.read(client());
    }
  }

  @Breaks({"origin.broken.text", "origin.broken.binary"})
  static class GoesOnBehindABrokenHeader extends Session {
    @Override
    Origin introduced() throws IOException {
      try {
        return super.introduced();
      } catch (EOFException broken) {
        return Origin.of(client().socket());
      }
    }
  }

  @Breaks("origin.sound")
  static class KnowsTextHeadersOnly extends Session {
    @Override
    Origin introduced() throws IOException {
      if (client().peek() != 'P') {
        throw new EOFException("no PROXY header");
      }
      return super.introduced();
    }
  }

  @Breaks("origin.in-fragments")
  static class WantsTheHeaderInOneSegment extends Session {
    @Override
    Origin introduced() throws IOException {
      client().peek();
      if (client().ahead().length() < 8) {
        throw new EOFException("no PROXY header");
      }
      return super.introduced();
    }
  }

  @Breaks(value = "origin.followed-closely", patienceMillis = Breaks.STALLS)
  static class DropsWhatStandsBehindTheHeader extends Session {
    @Override
    Origin introduced() throws IOException {
      Origin origin = super.introduced();
      client().takeAhead();
      return origin;
    }
  }

  @Breaks("origin.on-a-normal-listener")
  static class RelaysWhateverComesFirst extends Session {
    private boolean binary;

    @Override
    void command(Line line) throws IOException {
      if (line.text().equals("\0")) {
        binary = true;
        backend().write(line.octets());
      } else if (binary && line.text().equals("QUIT")) {
        // In one segment: behind QUIT the backend reads no further.
        backend().write(new Line(line.whole() + clientLine().whole()).octets());
      } else {
        super.command(line);
      }
    }
  }

  @Breaks("origin.passed-on")
  static class TellsItsOwnAddress extends Session {
    @Override
    Optional<byte[]> introduction() {
      var own = (InetSocketAddress) client().socket().getLocalSocketAddress();
      return super.introduction().map(header -> new Origin(own, own).text());
    }
  }

  @Breaks({"header.text-first", "header.text-first.after-stls"})
  static class WaitsForTheGreeting extends Session {
    @Override
    Optional<byte[]> introduction() {
      return Optional.empty();
    }

    @Override
    Line backendGreeting() throws IOException {
      Line greeting = super.backendGreeting();
      backend().write(super.introduction().orElse(new byte[0]));
      return greeting;
    }
  }

  @Breaks("header.text-first.after-stls")
  static class SendsAHeaderOnce extends Session {
    private boolean sent;

    @Override
    Optional<byte[]> introduction() {
      Optional<byte[]> header = sent ? Optional.empty() : super.introduction();
      sent = true;
      return header;
    }
  }

  @Breaks("header.not-forged")
  static class RelaysHeadersOfClients extends Session {
    @Override
    boolean isForbidden(Line line) {
      return false;
    }
  }

  @Breaks("header.binary-claims-no-tls")
  static class ClaimsTls extends Session {
    private static final byte[] SSL_1_3 = {0x20, 0, 5, 1, 0, 0, 0, 0};

    @Override
    Optional<byte[]> introduction() {
      return super.introduction().map(header -> Origin.of(client().socket()).binary(SSL_1_3));
    }
  }
}
