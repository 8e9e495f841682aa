package org.stlspec.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.stlspec.load.figures.Failure;
import org.stlspec.load.figures.LoopFigures;
import org.stlspec.proxy.backend.Transport;

/** The sessions of one event loop. All methods but {@link #begin} are called on it. */
public final class Worker {
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int TICKS_BETWEEN_LOOKS = 10;

  /** For the server to close behind QUIT. */
  private static final long LINGER = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final Session.Surroundings surroundings;
  private final long patience;
  private final Set<Session> open = new LinkedHashSet<>();
  private long due;
  private int ticks;

  /**
   * One for an event loop.
   *
   * @param patience how long a phase of a session may take
   */
  public Worker(
      EventLoop loop,
      InetSocketAddress target,
      ClientTls tls,
      Contents contents,
      Duration patience) {
    this.loop = loop;
    this.patience = patience.toNanos();
    this.surroundings = new Session.Surroundings(tls, contents, new LoopFigures());
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(Transport.best().tcp())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .remoteAddress(target);
  }

  public EventLoop loop() {
    return loop;
  }

  public LoopFigures figures() {
    return surroundings.figures();
  }

  /** Begins to look after the sessions; returns when it does. */
  public void begin() {
    loop.submit(
            () -> {
              figures().runBy(Thread.currentThread());
              due = System.nanoTime();
              tick();
            })
        .syncUninterruptibly();
  }

  /** How late this comes shows how late everything on this loop comes. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  private void tick() {
    long now = System.nanoTime();
    figures().late(now - due);
    figures().open(open.size());
    if (++ticks % TICKS_BETWEEN_LOOKS == 0) look(now);
    due = Math.max(due + TICK, now);
    loop.schedule(this::tick, due - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void look(long now) {
    for (Session session : List.copyOf(open)) {
      long passed = now - session.since();
      if (session.over() && passed > LINGER) session.close();
      else if (!session.over() && !session.idle() && passed > patience) session.timedOut();
    }
  }

  /** How many sessions have a connection, or want one. */
  public int open() {
    return open.size();
  }

  /**
   * Begins a session.
   *
   * @param ended told when its connection is closed, how it ended
   */
  public void start(Visit visit, Consumer<Optional<Failure>> ended) {
    List<Failure> failure = new ArrayList<>();
    var session = new Session(visit, surroundings, judged -> judged.ifPresent(failure::add));
    open.add(session);
    ChannelFuture connecting = bootstrap.clone().handler(session).connect();
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            connecting.channel().closeFuture().addListener(end -> ended(session, failure, ended));
          } else {
            session.thrown(done.cause()); // there may be no channel that could be closed
            ended(session, failure, ended);
          }
        });
  }

  private void ended(Session session, List<Failure> failure, Consumer<Optional<Failure>> ended) {
    session.closed(); // the channel's handler hears of it after its listeners
    open.remove(session);
    ended.accept(failure.stream().findFirst());
  }

  /** Gives up what is under way. */
  public void cut() {
    List.copyOf(open).forEach(Session::timedOut);
  }
}
