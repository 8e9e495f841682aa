package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;

/**
 * The network process's end of the control connection. Event loops do not wait for the launcher:
 * one thread sends what they ask for, in order, another one receives.
 */
final class LauncherConnection {

  /** Who waits for a session. */
  interface Wish {
    void come(long number, Descriptor connection) throws IOException;

    void failed(IOException why);
  }

  private final Descriptor socket;
  private final Map<Long, Wish> wishes = new ConcurrentHashMap<>();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(task -> daemon(task, "to-launcher"));

  /** Of the sender's thread alone. */
  private long last;

  LauncherConnection(Descriptor socket) {
    this.socket = socket;
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Waits for the next word of the launcher.
   *
   * @throws IOException if there will be none
   */
  Answer next() throws IOException {
    Optional<Mail> mail = Mail.receive(socket, Answer.ROOM);
    if (mail.isEmpty()) throw new IOException("the launcher is gone");
    return Answer.read(mail.get());
  }

  void say(Request request) throws IOException {
    request.mail().send(socket);
  }

  /** Asks for a session; from any thread. */
  void ask(Client client, Wish wish) {
    sender.execute(() -> askNow(client, wish));
  }

  private void askNow(Client client, Wish wish) {
    long number = ++last;
    wishes.put(number, wish);
    try {
      say(new Request.Session(number, client));
    } catch (IOException e) {
      wishes.remove(number);
      wish.failed(e);
    }
  }

  /** A session has ended; from any thread. */
  void ended(long number) {
    sender.execute(() -> endedNow(number));
  }

  private void endedNow(long number) {
    try {
      say(new Request.Ended(number));
    } catch (IOException e) {
      // the launcher is gone, and its programs with it
    }
  }

  /**
   * Hears what the launcher says from now on.
   *
   * @param shown is given the certificates that it hands over
   * @param gone is run when it is gone
   */
  void listen(Consumer<Answer.Show> shown, Runnable gone) {
    daemon(
            () -> {
              try {
                while (true) hear(next(), shown);
              } catch (IOException e) {
                gone.run();
              }
            },
            "from-launcher")
        .start();
  }

  private void hear(Answer answer, Consumer<Answer.Show> shown) throws IOException {
    if (answer instanceof Answer.Show show) shown.accept(show);
    if (answer instanceof Answer.Outcome outcome) fulfil(outcome);
  }

  private void fulfil(Answer.Outcome outcome) throws IOException {
    Wish wish = wishes.remove(outcome.number());
    if (wish == null) throw new IOException("the launcher answers what was not asked");
    if (outcome.connection().isPresent()) {
      wish.come(outcome.number(), outcome.connection().get());
    } else {
      wish.failed(new IOException(outcome.status().why()));
    }
  }
}
