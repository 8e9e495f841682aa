package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** Other ways to be right. What the suite may say WARN to stands beside each. */
final class SoundVariants {
  private SoundVariants() {}

  // ---- octets behind STLS; the sound proxy itself takes them for TLS ----

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

  // ---- what is remembered ----

  @Sound
  static class KeepsTheBackendUnlessItHasHeardSomething extends Session {
    private static final Set<String> HARMLESS = Set.of("CAPA", "NOOP");
    private boolean soiled;

    @Override
    void relayed(Line line) throws IOException {
      soiled |= !HARMLESS.contains(line.keyword());
      super.relayed(line);
      soiled |= !backend().ahead().isEmpty();
    }

    @Override
    void forget() throws IOException {
      if (soiled) {
        super.forget();
      }
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

    @Override
    void forget() {}
  }

  // ---- fronts of their own ----

  /** Like the mail proxies of web servers: it meets the backend only at login. */
  @Sound
  static class DialsOnlyAtLogin extends Session {
    private Optional<Line> user = Optional.empty();

    @Override
    void greet() throws IOException {
      say("+OK at your service\r\n");
    }

    @Override
    void relayed(Line line) throws IOException {
      switch (line.keyword()) {
        case "CAPA" -> sayList(edited(Listing.OWN));
        case "NOOP" -> say("+OK \r\n");
        case "USER" -> user(line);
        case "PASS" -> pass(line);
        case "QUIT" -> quit();
        default -> say("-ERR unknown command\r\n");
      }
    }

    private void user(Line line) throws IOException {
      user = Optional.of(line);
      say("+OK \r\n");
    }

    private void pass(Line line) throws IOException {
      if (user.isEmpty()) {
        say("-ERR USER first\r\n");
        return;
      }
      dial();
      backendLine();
      backend().write(user.get().octets());
      backendLine();
      backend().write(line.octets());
      forget();
      login(backendLine());
    }

    @Override
    void quit() throws IOException {
      say("+OK bye\r\n");
      throw new EOFException("QUIT");
    }

    @Override
    void forget() {
      user = Optional.empty();
    }
  }

  @Sound
  static class GreetsByItself extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return super.backendGreeting().positive()
          ? new Line("+OK proxy ready\r\n")
          : new Line("-ERR no service\r\n");
    }
  }

  @Sound
  static class RequiresTls extends Session {
    private static final Set<String> IN_CLEAR = Set.of("CAPA", "QUIT", "STLS");

    @Override
    void command(Line line) throws IOException {
      if (insideTls() || IN_CLEAR.contains(line.keyword())) {
        super.command(line);
      } else {
        say("-ERR STLS first\r\n");
      }
    }

    @Override
    Listing edited(Listing list) {
      return super.edited(insideTls() ? list : list.without("USER").without("SASL"));
    }
  }

  @Sound
  static class ClosesBehindThreeErrorsInARow extends Session {
    private int errors;

    @Override
    Line reply(Line line) throws IOException {
      errors = line.positive() ? 0 : errors + 1;
      if (errors > 3) {
        throw new EOFException("too many errors");
      }
      return line;
    }
  }

  // ---- TLS ----

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
      tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
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

  // ---- segments and time ----

  /** The first octets one by one: as many as commands and short replies have. */
  @Sound
  static class SendsSingleOctets extends Session {
    private static final int MANY = 2000;
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
      if (before > MANY) {
        to.write(octets);
        return before;
      }
      for (byte octet : octets) {
        to.write(new byte[] {octet});
      }
      return before + octets.length;
    }
  }

  @Sound
  static class TakesItsTime extends Session {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      pause();
      return line;
    }

    @Override
    Line backendGreeting() throws IOException {
      Line line = super.backendGreeting();
      pause();
      return line;
    }

    @Override
    void fromBackend(byte[] octets) throws IOException {
      if (octets.length < 1000) {
        pause();
      }
      super.fromBackend(octets);
    }

    private static void pause() throws IOException {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /** All there are. */
  static List<Class<? extends Session>> all() {
    return java.util.Arrays.stream(SoundVariants.class.getDeclaredClasses())
        .filter(type -> type.isAnnotationPresent(Sound.class))
        .<Class<? extends Session>>map(type -> type.asSubclass(Session.class))
        .sorted(java.util.Comparator.comparing(Class::getSimpleName))
        .toList();
  }
}
