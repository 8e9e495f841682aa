package org.stlspec.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.load.figures.ErrorClass;
import org.stlspec.load.figures.Failure;
import org.stlspec.load.figures.LoopFigures;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.maildrop.Digest;

/** One POP3 session of a client, step by step, each with its time. Lives on one event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Session extends ChannelInboundHandlerAdapter {
  private final Visit visit;
  private final Surroundings surroundings;
  private final Consumer<Optional<Failure>> judged;
  private final ReplyReader reply = new ReplyReader();
  private final long began = System.nanoTime();
  private Optional<ChannelHandlerContext> context = Optional.empty();
  private Optional<ServerHello> hello = Optional.empty();
  private Step step = new Step.Connect();
  private int next = 1;
  private long since = began;
  private int messages;
  private int message;
  private boolean over;
  private boolean idle;

  /**
   * What all sessions of an event loop share.
   *
   * @param figures where times go
   */
  record Surroundings(ClientTls tls, Contents contents, LoopFigures figures) {}

  /**
   * A session that begins to connect now.
   *
   * @param judged told once: of the failure, or that there was none
   */
  Session(Visit visit, Surroundings surroundings, Consumer<Optional<Failure>> judged) {
    this.visit = visit;
    this.surroundings = surroundings;
    this.judged = judged;
  }

  /** Since when it has been in its phase. */
  long since() {
    return since;
  }

  /** Whether nothing is to come, because nothing was asked. */
  boolean idle() {
    return idle;
  }

  boolean over() {
    return over;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = Optional.of(ctx);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    done(ctx);
  }

  /** The step has ended well. */
  private void done(ChannelHandlerContext ctx) {
    long now = System.nanoTime();
    if (!(step instanceof Step.Command command) || command.last()) {
      took(phase(), now - since);
      since = now;
    }
    goOn(ctx, now);
  }

  private void goOn(ChannelHandlerContext ctx, long now) {
    if (moreMessages()) {
      retrieve(ctx, ++message);
    } else if (next < visit.dialogue().steps().size()) {
      step = visit.dialogue().steps().get(next++);
      begin(ctx);
    } else {
      succeeded(now);
    }
  }

  private Phase phase() {
    boolean resumed = hello.map(ServerHello::resumed).orElse(false);
    boolean handshake = step instanceof Step.Handshake;
    return handshake && resumed ? Phase.HANDSHAKE_RESUMED : step.phase();
  }

  private boolean moreMessages() {
    return step instanceof Step.RetrieveAll && message < messages;
  }

  private void begin(ChannelHandlerContext ctx) {
    if (step instanceof Step.Greeting) {
      reply.await(false);
    } else if (step instanceof Step.Handshake) {
      encrypt(ctx);
    } else if (step instanceof Step.Command command) {
      reply.await(command.list());
      send(ctx, command.octets().apply(visit.account()));
    } else if (step instanceof Step.Retrieve one) {
      retrieve(ctx, one.number());
    } else if (step instanceof Step.RoundTrips trips) {
      roundTrip(ctx, trips);
    } else {
      retrieveAll(ctx);
    }
  }

  private void roundTrip(ChannelHandlerContext ctx, Step.RoundTrips trips) {
    if (trips.gate().open()) {
      send(ctx, trips);
    } else {
      idle = true;
      trips.gate().await(() -> ctx.executor().execute(() -> released(ctx, trips)));
    }
  }

  private void released(ChannelHandlerContext ctx, Step.RoundTrips trips) {
    idle = false;
    since = System.nanoTime();
    if (over) return;
    if (trips.gate().left()) goOn(ctx, since);
    else send(ctx, trips);
  }

  private void send(ChannelHandlerContext ctx, Step.RoundTrips trips) {
    since = System.nanoTime();
    reply.await(false);
    ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), trips.line()));
  }

  private void returned(ChannelHandlerContext ctx, Step.RoundTrips trips) {
    if (reply.statusOctets() != trips.line().length()) {
      fail(ErrorClass.WRONG_CONTENT, reply.statusOctets() + " octets for " + trips.line().length());
      return;
    }
    took(Phase.NOOP, System.nanoTime() - since);
    roundTrip(ctx, trips);
  }

  private void retrieveAll(ChannelHandlerContext ctx) {
    message = 0;
    if (moreMessages()) {
      retrieve(ctx, ++message);
    } else {
      step = visit.dialogue().steps().get(next++); // an empty maildrop; QUIT comes at the latest
      begin(ctx);
    }
  }

  private void retrieve(ChannelHandlerContext ctx, int number) {
    message = number;
    reply.await(true);
    send(ctx, Step.line("RETR " + number));
  }

  private static void send(ChannelHandlerContext ctx, byte[] octets) {
    ctx.writeAndFlush(ctx.alloc().ioBuffer(octets.length).writeBytes(octets));
  }

  private void encrypt(ChannelHandlerContext ctx) {
    ClientTls tls = surroundings.tls();
    SslHandler handler =
        visit.resumes().isPresent()
            ? tls.resuming(ctx.alloc(), visit.resumes().getAsInt())
            : tls.full(ctx.alloc());
    var probe = new ServerHello();
    hello = Optional.of(probe);
    ctx.pipeline().addFirst("hello", probe).addAfter("hello", "tls", handler);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object received) {
    var octets = (ByteBuf) received;
    try {
      if (!over) read(ctx, octets);
    } finally {
      octets.release();
    }
  }

  private void read(ChannelHandlerContext ctx, ByteBuf octets) {
    if (step instanceof Step.Handshake) {
      fail(ErrorClass.MALFORMED, "octets behind the +OK to STLS");
      return;
    }
    if (idle) {
      fail(ErrorClass.MALFORMED, "octets that nobody asked for");
      return;
    }
    switch (reply.read(octets)) {
      case MORE -> unfinished();
      case POSITIVE -> accepted(ctx);
      case NEGATIVE -> refused(ctx);
      case MALFORMED -> fail(ErrorClass.MALFORMED, "'" + reply.status() + "'");
    }
  }

  private boolean retrieving() {
    return step instanceof Step.Retrieve || step instanceof Step.RetrieveAll;
  }

  /** More than there is to be can be told at once. */
  private void unfinished() {
    if (!retrieving() || reply.octets() == 0) return;
    Optional<Digest> expected = surroundings.contents().expected(visit.account(), message);
    if (expected.isPresent() && reply.octets() >= expected.get().octets()) {
      wrongContent("no end after " + reply.octets() + " octets");
    }
  }

  private void accepted(ChannelHandlerContext ctx) {
    if (retrieving() && !sound()) return;
    if (step instanceof Step.RoundTrips trips) {
      returned(ctx, trips);
      return;
    }
    if (step.phase() == Phase.STAT) messages = counted();
    done(ctx);
  }

  private boolean sound() {
    Digest got = reply.digest();
    if (visit.measured()) surroundings.figures().received(got.octets());
    if (surroundings.contents().matches(visit.account(), message, got)) return true;
    long wanted = surroundings.contents().expected(visit.account(), message).orElse(got).octets();
    wrongContent(got.octets() + " octets, " + wanted + " expected, or others");
    return false;
  }

  private void wrongContent(String what) {
    fail(ErrorClass.WRONG_CONTENT, "message " + message + ": " + what);
  }

  /** The first number behind {@code +OK}; 0 if there is none. */
  private int counted() {
    String digits = reply.status().replaceFirst("^\\+OK +", "").replaceFirst("[^0-9].*", "");
    return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  private void refused(ChannelHandlerContext ctx) {
    if (step instanceof Step.Command command && command.optional()) done(ctx);
    else fail(ErrorClass.ERR, "'" + reply.status() + "'");
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent handshake)) return;
    if (handshake.isSuccess()) encrypted(ctx);
    else thrown(handshake.cause());
  }

  private void encrypted(ChannelHandlerContext ctx) {
    Optional<String> unwanted = surroundings.tls().unwanted(ctx.pipeline().get(SslHandler.class));
    if (unwanted.isPresent()) fail(ErrorClass.TLS, "the server chose " + unwanted.get());
    else done(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    thrown(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed();
  }

  /** The connection has ended, which is a failure before the end of the session. */
  void closed() {
    fail(ErrorClass.CLOSED, "the connection ended");
  }

  /** The network or TLS gave up. */
  void thrown(Throwable cause) {
    ErrorClass error = ErrorClass.of(cause);
    String text = String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    fail(error, error == ErrorClass.CLOSED ? "the connection ended" : text);
  }

  /** The phase takes too long. */
  void timedOut() {
    fail(ErrorClass.TIMEOUT, "not done in time");
  }

  /** Judges the session, once, and closes it. */
  void fail(ErrorClass error, String text) {
    if (over) return;
    over = true;
    var failure = new Failure(error, step.phase(), text);
    if (visit.measured()) surroundings.figures().failed(failure);
    judged.accept(Optional.of(failure));
    close();
  }

  /** The server closes behind QUIT, so that no port here stays in TIME_WAIT. */
  private void succeeded(long now) {
    over = true;
    took(Phase.WAIT, began - visit.intended());
    took(Phase.SERVICE, now - began);
    took(Phase.SESSION, now - visit.intended());
    judged.accept(Optional.empty());
  }

  void close() {
    context.ifPresent(ctx -> ctx.channel().close());
  }

  private void took(Phase phase, long nanos) {
    if (visit.measured()) surroundings.figures().took(phase, nanos);
  }
}
