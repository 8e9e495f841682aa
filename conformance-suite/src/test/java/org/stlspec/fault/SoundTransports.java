package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** Other right ways with TLS, segments, time and ends. */
final class SoundTransports {
  private SoundTransports() {}

  @Sound(warns = "tls.version-1-3")
  static class SpeaksTls12Only extends Session {
    @Override
    void configure(SSLSocket tls) {
      super.configure(tls);
      tls.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
  }

  @Sound(warns = {"tls.alpn-pop3", "tls.alpn-other-refused"})
  static class KnowsNoAlpn extends Session {
    @Override
    void configure(SSLSocket tls) {
      modern(tls);
    }
  }

  /** As who wants no state of dead connections. */
  @Sound(warns = {"tls.quit-sends-close-notify"})
  static class ResetsAtTheEnd extends Session {
    @Override
    void hangUp() {
      reset();
      super.hangUp();
    }

    @Override
    void backendFinished() {
      reset();
    }

    private void reset() {
      try {
        client().socket().setSoLinger(true, 0);
      } catch (IOException gone) {
        // Then there is nothing to reset.
      }
      client().close();
    }
  }

  /** The first octets one by one: as many as commands and short replies have. */
  @Sound
  static class SendsSingleOctets extends Session {
    private static final int MANY = 500;
    private int toClient;
    private int toBackend;

    @Override
    void fromBackend(byte[] octets) throws IOException {
      toClient = single(client(), octets, toClient);
    }

    @Override
    void fromClient(byte[] octets) throws IOException {
      toBackend = single(backend(), octets, toBackend);
    }

    @Override
    Line reply(Line line) throws IOException {
      single(client(), line.octets(), 0);
      return new Line("");
    }

    @Override
    void sayList(Listing list) throws IOException {
      single(client(), new Line(list.text()).octets(), 0);
    }

    private static int single(Leg to, byte[] octets, int before) throws IOException {
      int count = Math.max(0, Math.min(octets.length, MANY - before));
      for (int i = 0; i < count; i++) {
        to.write(new byte[] {octets[i]});
      }
      if (count < octets.length) {
        to.write(Arrays.copyOfRange(octets, count, octets.length));
      }
      return before + count;
    }
  }

  /** A client may have left by then, and another case have begun. */
  @Sound(warns = "apop.inside-tls")
  static class DialsAfreshLate extends Session {
    @Override
    void forget() throws IOException {
      pause(50);
      redial();
    }
  }

  @Sound
  static class TakesItsTime extends Session {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      pause(20);
      return line;
    }

    @Override
    Line backendGreeting() throws IOException {
      Line line = super.backendGreeting();
      pause(20);
      return line;
    }

    @Override
    void fromBackend(byte[] octets) throws IOException {
      if (octets.length < 1000) {
        pause(20);
      }
      super.fromBackend(octets);
    }
  }

  @Sound
  static class SendsNoAlert extends Session {
    @Override
    void handshakeFailed(IOException why) throws IOException {
      client().close();
      throw why;
    }
  }

  @Sound(warns = "life.half-close-in-clear")
  static class EndsTheSessionAtAHalfClose extends Session {
    @Override
    void clientFinished() throws IOException {
      throw new EOFException("the client has finished");
    }
  }

  private static void pause(int millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
