package org.stlspec.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;

/** A small STLS proxy on blocking sockets and the JDK's TLS, a thread or two a session. */
final class SoundProxy implements Target {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);
  private static final Duration USUAL_IDLE_LIMIT = Duration.ofMinutes(10);
  private static final Duration SHORT_LIMIT = Duration.ofMillis(300);

  private final Settings settings;
  private final ServerSocket listener = listen();
  private final ServerSocket tlsListener = listen();
  private final ExecutorService threads = Executors.newCachedThreadPool(SoundProxy::daemon);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(SoundProxy::daemon);
  private final Set<Leg> clients = ConcurrentHashMap.newKeySet();
  private final Map<String, String> memory = new ConcurrentHashMap<>();
  private volatile Keys keys = Keys.PAIR;

  /** What it does where, and by which sessions. */
  record Settings(
      Supplier<? extends Session> sessions, InetSocketAddress backend, Optional<Variant> shape) {

    boolean is(Variant variant) {
      return shape.filter(variant::equals).isPresent();
    }

    Duration handshakeLimit() {
      return is(Variant.SHORT_HANDSHAKE_LIMIT) ? SHORT_LIMIT : USUAL_LIMIT;
    }

    Duration greetingLimit() {
      return is(Variant.SHORT_GREETING_LIMIT) ? SHORT_LIMIT : USUAL_LIMIT;
    }

    Duration writeLimit() {
      return is(Variant.SHORT_WRITE_LIMIT) ? SHORT_LIMIT : USUAL_LIMIT;
    }

    Duration idleLimit() {
      return is(Variant.SHORT_IDLE_LIMIT) ? Variant.SHORT_IDLE : USUAL_IDLE_LIMIT;
    }

    boolean tlsRequired() {
      return is(Variant.TLS_REQUIRED);
    }

    boolean expectsHeader() {
      return is(Variant.EXPECTS_PROXY_HEADER)
          || is(Variant.EXPECTS_PROXY_HEADER_OF_OTHERS)
          || is(Variant.PASSES_PROXY_HEADER_ON);
    }
  }

  private SoundProxy(Settings settings) throws IOException {
    this.settings = settings;
    threads.execute(() -> accept(listener, false));
    threads.execute(() -> accept(tlsListener, true));
  }

  static SoundProxy start(Supplier<? extends Session> sessions, InetSocketAddress backend)
      throws IOException {
    return new SoundProxy(new Settings(sessions, backend, Optional.empty()));
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "sound proxy");
    thread.setDaemon(true);
    return thread;
  }

  private void accept(ServerSocket from, boolean tlsFirst) {
    try {
      while (true) {
        accepted(from.accept(), tlsFirst);
      }
    } catch (IOException | RejectedExecutionException closed) {
      // The end of the run.
    }
  }

  private void accepted(Socket socket, boolean tlsFirst) throws IOException {
    var client = new Leg(socket);
    clients.add(client);
    threads.execute(() -> settings.sessions().get().serve(this, client, tlsFirst));
  }

  Settings settings() {
    return settings;
  }

  Keys keys() {
    return keys;
  }

  boolean crowded() {
    return settings.is(Variant.FEW_CONNECTIONS) && clients.size() > Variant.FEW;
  }

  @Override
  public boolean renewCertificate() {
    keys = Keys.make();
    return true;
  }

  /** What one session leaves to the next; a sound one leaves nothing. */
  Map<String, String> memory() {
    return memory;
  }

  Set<Leg> clients() {
    return clients;
  }

  void gone(Leg client) {
    client.close();
    clients.remove(client);
  }

  Future<?> run(Runnable task) {
    try {
      return threads.submit(task);
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.completedFuture("the end of the run");
    }
  }

  Future<?> later(Runnable task, Duration delay) {
    try {
      return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.completedFuture("the end of the run");
    }
  }

  static void await(Future<?> task) throws IOException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String name() {
    return "sound proxy";
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public Optional<InetSocketAddress> tlsAddress() {
    return Optional.of((InetSocketAddress) tlsListener.getLocalSocketAddress());
  }

  @Override
  public Optional<Target> variant(Variant variant) throws TargetTrouble {
    try {
      var shape = Optional.of(variant);
      return Optional.of(
          new SoundProxy(new Settings(settings.sessions(), settings.backend(), shape)));
    } catch (IOException e) {
      throw new TargetTrouble("no second sound proxy: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    stopListening();
    clients.forEach(Leg::close);
    threads.shutdownNow();
    timer.shutdownNow();
  }

  void stopListening() {
    try {
      listener.close();
      tlsListener.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
