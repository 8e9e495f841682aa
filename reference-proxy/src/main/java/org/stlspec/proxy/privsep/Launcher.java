package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.stlspec.proxy.Escaped;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Pair;

/**
 * The process that stays root. It starts the network process, hands certificates to it, and makes
 * the connections to the backend that it asks for. It reads no octet of a client.
 */
public final class Launcher {
  private static final int AS_TOLD = 0;
  private static final int USAGE = 2;
  private static final int TROUBLE = 3;

  /** More than the network process takes to drain. */
  private static final int STOP_SECONDS = 20;

  /** Between the end of the control connection and that of the process. */
  private static final int END_SECONDS = 2;

  private static final int PAUSE_SECONDS = 1;

  private final Confinement confinement;
  private final Credentials credentials;
  private final Consumer<String> log;
  private final Sessions sessions;
  private final Descriptor control;
  private final GuardedProcess network;
  private final Answer.Show first;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile int code = TROUBLE;
  private boolean serving;

  /**
   * Starts the network process.
   *
   * @param settings of the proxy; of them the backend, the limits and the log matter here
   * @throws IllegalArgumentException with one line if there is no such backend
   * @throws CertificateException with one line if certificate or key are of no use
   * @throws IOException with one line if the network process cannot be started
   */
  public Launcher(
      ProxySettings settings,
      Confinement confinement,
      Credentials credentials,
      NetworkCommand command)
      throws IOException, CertificateException {
    this.confinement = confinement;
    this.credentials = credentials;
    this.log = settings.log();
    this.sessions = Sessions.of(settings);
    this.first = read();
    Pair pair = Pair.ofPackets();
    this.control = pair.first();
    this.network = GuardedProcess.start(() -> command.spawn(pair.second()).start());
    pair.second().close();
  }

  /**
   * Serves the network process until its end, and leaves nothing behind.
   *
   * @return the exit code: 0 after {@link #stop}, 2 or 3 if the network process says so at its
   *     start, else 3
   */
  public int run() throws IOException {
    boolean sound = true;
    try {
      answer(first);
      for (var mail = receive(); mail.isPresent(); mail = receive()) {
        handle(Request.read(mail.get()));
      }
    } catch (ForgedException e) {
      sound = false;
      line("forged", e.getMessage());
    } catch (IOException e) {
      sound = stopping;
      if (!stopping) line("failed", e.getMessage());
    }
    return end(sound);
  }

  /** Mail of another shape than any kind has, with many descriptors, is none of ours either. */
  private Optional<Mail> receive() throws IOException {
    return Mail.receive(control, Request.ROOM);
  }

  private void handle(Request request) throws IOException, ForgedException {
    if (request instanceof Request.Confined) {
      letServe();
    } else if (!serving) {
      throw new ForgedException("a request before its time");
    } else if (request instanceof Request.Session wanted) {
      answer(sessions.open(wanted));
    } else if (request instanceof Request.Ended session) {
      sessions.ended(session);
    }
  }

  private void letServe() throws IOException, ForgedException {
    if (serving) throw new ForgedException("confined a second time");
    new ProcessTable(network.pid()).confirm(confinement);
    serving = true;
    log.accept(
        String.format(
            "launcher network-process=%d user=%s group=%s root=\"%s\"",
            network.pid(),
            Integer.toUnsignedString(confinement.identity().user()),
            Integer.toUnsignedString(confinement.identity().group()),
            Escaped.of(confinement.root().map(String::valueOf).orElse("/"))));
    answer(new Answer.Serve());
  }

  private void answer(Answer answer) throws IOException {
    Mail mail = answer.mail();
    try {
      mail.send(control);
    } finally {
      if (mail.descriptor().isPresent()) mail.descriptor().get().close();
    }
  }

  private Answer.Show read() throws IOException, CertificateException {
    Credentials.Shown shown = credentials.read(this::keyProcessFailed);
    if (shown.certificate().remaining() > Answer.LONGEST_CERTIFICATE) {
      throw new CertificateException(
          "certificate and key take more than " + Answer.LONGEST_CERTIFICATE + " octets");
    }
    return new Answer.Show(shown.certificate(), shown.keyProcess());
  }

  /** Reads certificate and key anew; if they are of no use the old ones stay. From any thread. */
  public synchronized void reload() {
    try {
      answer(read());
    } catch (CertificateException | IOException e) {
      log.accept(String.format("reload failed=\"%s\"", Escaped.of(e.getMessage())));
    }
  }

  /** Another one takes its place, but not at once: what ended it may do so again. */
  private void keyProcessFailed(Child.Ending ending) {
    if (stopping) return;
    line("ended", "key process, " + ending.text());
    try {
      if (!over.await(PAUSE_SECONDS, TimeUnit.SECONDS)) reload();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets the sessions end, then all; to be called from another thread than {@link #run}.
   *
   * @return its exit code, when it is done
   */
  public int stop() throws IOException, InterruptedException {
    stopping = true;
    network.signal(Child.SIGTERM);
    if (!over.await(STOP_SECONDS, TimeUnit.SECONDS)) network.signal(Child.SIGKILL);
    over.await();
    return code;
  }

  private int end(boolean sound) throws IOException {
    if (!sound) network.signal(Child.SIGKILL);
    control.close();
    Child.Ending ending = network.awaitEnd(END_SECONDS, TimeUnit.SECONDS);
    sessions.close();
    code = stopping ? AS_TOLD : code(ending, sound);
    over.countDown();
    return code;
  }

  private int code(Child.Ending ending, boolean sound) {
    boolean saidWhy = ending.code() == USAGE || ending.code() == TROUBLE;
    if (sound && !serving && saidWhy) return ending.code();
    if (sound) line("ended", "network process, " + ending.text());
    return TROUBLE;
  }

  private void line(String what, String text) {
    log.accept(String.format("launcher %s=\"%s\"", what, Escaped.of(text)));
  }
}
