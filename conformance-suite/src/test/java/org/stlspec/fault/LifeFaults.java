package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sessions that end the wrong way, and what they leave behind. */
final class LifeFaults {
  private LifeFaults() {}

  @Breaks({
    "life.no-quit-invented.fin",
    "life.no-quit-invented.reset",
    "life.no-quit-invented.close-notify",
    "life.no-quit-invented.in-clear",
    "closing.client-gone.at-once",
    "closing.client-gone.in-clear",
    "closing.client-gone.behind-hello",
    "closing.client-gone.before-login",
    "closing.client-gone.in-retr",
    "closing.shutdown",
    "mail.delete-and-disconnect",
    "handshake.disconnect",
    "handshake.pop3-text-instead.at-the-backend"
  })
  static class InventsQuit extends Session {
    @Override
    void clientFinished() throws IOException {
      backend().write(new Line("QUIT\r\n").octets());
    }

    @Override
    void hangUp() {
      try {
        clientFinished();
      } catch (IOException gone) {
        // Then it cannot be told.
      }
      super.hangUp();
    }
  }

  @Breaks("tls.truncated-command")
  static class CompletesACutLine extends Session {
    private boolean cut;

    @Override
    void fromClient(byte[] octets) throws IOException {
      cut = octets[octets.length - 1] != '\n';
      super.fromClient(octets);
    }

    @Override
    void clientFinished() throws IOException {
      if (cut) {
        backend().write(new Line("\r\n").octets());
      }
      super.clientFinished();
    }
  }

  @Breaks("closing.client-gone.half-a-command")
  static class CompletesACutCommand extends Session {
    @Override
    Line clientLine() throws IOException {
      try {
        return super.clientLine();
      } catch (EOFException end) {
        String cut = new Line(client().ahead() + "\r\n").whole();
        backend().write(new Line(cut).octets());
        throw end;
      }
    }
  }

  @Breaks(value = "closing.half-close-inside-tls", patienceMillis = Breaks.STALLS)
  static class FallsSilentAtACloseNotify extends Session {
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean lastWord;

    @Override
    void fromClient(byte[] octets) throws IOException {
      lastWord = Line.of(octets).keyword().equals("XLAST");
      super.fromClient(octets);
    }

    @Override
    void clientFinished() {
      finished.countDown();
    }

    /** Behind such a command comes close_notify, which the reply must not overtake. */
    private boolean mute() {
      try {
        return finished.await(lastWord ? 500 : 0, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return true;
      }
    }

    @Override
    void hangUp() {
      if (mute()) {
        client().awaitEnd();
      }
      super.hangUp();
    }

    @Override
    void fromBackend(byte[] octets) throws IOException {
      if (!mute()) {
        super.fromBackend(octets);
      }
    }

    @Override
    void backendFinished() throws IOException {
      if (!mute()) {
        super.backendFinished();
      }
    }
  }

  @Breaks("closing.ignored-behind-close-notify")
  static class TakesClearTextBehindACloseNotify extends Session {
    @Override
    void clientFinished() throws IOException {
      client().bare();
      backend().write(client().some().orElse(new byte[0]));
      super.clientFinished();
    }
  }

  @Breaks("closing.renewed-certificate")
  static class KeepsItsFirstCertificate extends Session {
    @Override
    Keys keys() {
      return Keys.PAIR;
    }
  }

  @Breaks("closing.renewed-certificate")
  static class EndsSessionsWhenTheCertificateIsRenewed extends Session {
    @Override
    Keys keys() {
      Keys now = super.keys();
      if (!now.equals(Keys.PAIR)) {
        proxy().clients().stream().filter(one -> one != client()).forEach(Leg::close);
      }
      return now;
    }
  }

  @Breaks(
      value = {"life.backend-close-reaches-client", "backend.half-closes"},
      patienceMillis = Breaks.STALLS)
  static class KeepsTheClientWhenTheBackendEnds extends Session {
    @Override
    void backendFinished() {}
  }

  @Breaks("life.half-close-in-clear")
  static class EndsTheSessionAtAHalfClose extends Session {
    @Override
    void clientFinished() throws IOException {
      throw new EOFException("the client has finished");
    }
  }

  @Breaks(value = "sanity.still-serving", spares = "")
  static class DiesOfATlsSession extends Session {
    @Override
    void forget() throws IOException {
      super.forget();
      proxy().stopListening();
    }
  }

  /** A place is given back by QUIT only. */
  @Breaks(value = "sanity.still-serving", spares = "")
  static class LosesItsOnlyPlaceToATlsSessionWithoutQuit extends Session {
    @Override
    void greet() throws IOException {
      if (proxy().memory().containsKey("place")) {
        say("-ERR too many connections\r\n");
        throw new EOFException("no place");
      }
      super.greet();
    }

    @Override
    void forget() throws IOException {
      proxy().memory().put("place", "taken");
      super.forget();
    }

    @Override
    void quit() throws IOException {
      proxy().memory().remove("place");
      super.quit();
    }
  }
}
