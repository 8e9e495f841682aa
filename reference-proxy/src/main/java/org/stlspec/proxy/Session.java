package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.stlspec.proxy.backend.Caller;
import org.stlspec.proxy.header.Route;
import org.stlspec.proxy.tls.TlsServer;

/**
 * One client's connection, its backend connection, and the phase they are in. All of it happens on
 * one event loop, which both channels share; there is nothing to lock.
 */
final class Session {

  /** What a port serves. */
  enum Port {
    STLS,
    IMPLICIT_TLS
  }

  private final Service service;
  private final Port port;
  private final Tally tally;
  private final Caller caller;
  private final Link client;
  private final Watch watch;
  private Optional<Link> backend = Optional.empty();
  private Optional<Future<?>> greetingTimer = Optional.empty();
  private List<Relay> relays = List.of();
  private Optional<String> firstEnd = Optional.empty();
  private Phase phase;
  private boolean handshaken;
  private boolean advancing;
  private boolean again;
  private int badCommands;

  Session(Service service, Channel channel, Port port, Tally tally, Caller caller) {
    this.service = service;
    this.port = port;
    this.tally = tally;
    this.caller = caller;
    this.client = new Link(channel, settings().limits().commandLine());
    this.watch = new Watch(this, channel.eventLoop(), settings().limits());
    this.phase = port == Port.STLS ? new Greeting(Greeting.Hearer.CLIENT) : new Handshake();
  }

  ProxySettings settings() {
    return service.settings();
  }

  Link client() {
    return client;
  }

  /** The connection in use; there is none before the handshake of implicit TLS. */
  Link backend() {
    return backend.orElseThrow();
  }

  boolean hasBackend() {
    return backend.isPresent();
  }

  /**
   * Whether STLS has to be refused: the backend may know something from the time before, and there
   * is no other connection to it to be had.
   */
  boolean tooLateForTls() {
    return backend().soiled() && !service.backend().renewable();
  }

  boolean insideTls() {
    return client.encrypted();
  }

  boolean handshaken() {
    return handshaken;
  }

  /** Takes its place in the client's pipeline; goes on when the channel is active. */
  void begin() {
    client.channel().pipeline().addLast(new LineLeg(this, client));
    if (port == Port.IMPLICIT_TLS) encrypt(TlsServer.Start.NOW);
  }

  void connected(Link link) {
    if (link == client && port == Port.STLS) connectBackend();
    advance();
  }

  // What the phases do.

  /** The client's next line. */
  Optional<Line> command() throws Violation {
    if (client.lines().overlong()) {
      throw new Violation("command line too long", Reply.LINE_TOO_LONG);
    }
    return client.lines().next();
  }

  /** The backend's next line. */
  Optional<Line> backendLine() throws Violation {
    if (backend().lines().overlong()) {
      throw new Violation("reply line of the backend too long", Reply.NOTHING);
    }
    return backend().lines().next();
  }

  void toClient(ByteBuf octets) {
    tally.out(octets.readableBytes());
    client.write(octets);
  }

  void toBackend(ByteBuf octets) {
    backend().write(octets);
  }

  void commandAccepted() {
    badCommands = 0;
  }

  void commandRefused() throws Violation {
    if (++badCommands > settings().limits().badCommands()) {
      throw new Violation("too many refused commands", Reply.TOO_MANY_BAD_COMMANDS);
    }
  }

  void connectBackend() {
    ChannelFuture connecting =
        service.backend().connect(client.channel().eventLoop(), backendPipeline(), caller);
    var link = new Link(connecting.channel(), settings().limits().replyLine());
    connecting.channel().pipeline().addLast(new LineLeg(this, link));
    backend = Optional.of(link);
    connecting.addListener(done -> backendConnected(link, connecting));
    greetingTimer = Optional.of(greetingTimer(link));
  }

  private void backendConnected(Link link, ChannelFuture done) {
    link.connected();
    if (!done.isSuccess()) gone(link, Trouble.of(done.cause()));
  }

  private ChannelInitializer<Channel> backendPipeline() {
    var linger = settings().limits().linger();
    ChannelGroup open = service.open();
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addFirst(LingeringClose.NAME, new LingeringClose(linger));
        sendHeader(channel);
        open.add(channel);
      }
    };
  }

  /** The backend is told who the client is, on each of its connections anew. */
  private void sendHeader(Channel channel) {
    Optional<Route> route =
        caller.remote().flatMap(from -> caller.local().map(to -> new Route(from, to)));
    settings()
        .sendProxyProtocol()
        .map(version -> new HeaderSender(version.written(route)))
        .ifPresent(sender -> channel.pipeline().addLast(sender));
  }

  private Future<?> greetingTimer(Link link) {
    long nanos = settings().limits().greeting().toNanos();
    Runnable late = () -> gone(link, "did not greet in time");
    return client.channel().eventLoop().schedule(late, nanos, TimeUnit.NANOSECONDS);
  }

  void backendGreeted() {
    greetingTimer.ifPresent(timer -> timer.cancel(false));
  }

  void replaceBackend() {
    backend().close();
    connectBackend();
  }

  /** The backend has ended before login: what it said last may be no whole line. */
  void backendLeft() {
    toClient(backend().lines().takeRest());
    close("backend closed the connection");
  }

  /**
   * Answers STLS. TLS is in the pipeline before {@code +OK} leaves, and {@code +OK} leaves in clear
   * as its first write. Whatever came behind the line of STLS is for TLS to judge.
   */
  Phase beginTls() {
    ByteBuf early = client.lines().takeRest();
    encrypt(TlsServer.Start.AFTER_NEXT_WRITE);
    phase = new Handshake();
    toClient(Reply.BEGIN_TLS.octets());
    client.flush();
    client.channel().pipeline().context(LingeringClose.NAME).fireChannelRead(early);
    client.channel().pipeline().context(LingeringClose.NAME).fireChannelReadComplete();
    return phase;
  }

  private void encrypt(TlsServer.Start start) {
    client.encryptedBy(service.tls().install(client.channel(), LingeringClose.NAME, start));
  }

  void relaying(Relay up, Relay down) {
    relays = List.of(up, down);
  }

  /** Ends the session; the first reason counts. */
  void close(String reason) {
    if (phase instanceof Closed) return;
    phase = new Closed();
    tally.ended(firstEnd.orElse(reason));
    watch.stop();
    greetingTimer.ifPresent(timer -> timer.cancel(false));
    client.close();
    backend.ifPresent(Link::close);
  }

  // What the network does.

  /** Before login, what goes to the client is counted when it does. */
  void arrived(Link from, int octets) {
    watch.activity();
    if (from == client) tally.in(octets);
  }

  void relayed(Link from, int octets) {
    watch.activity();
    if (from == client) tally.in(octets);
    else tally.out(octets);
  }

  /** What a reader of lines had left over: counted on arrival if it came from the client. */
  void forwarded(Link from, int octets) {
    if (from != client) tally.out(octets);
  }

  void handshaken(SslHandshakeCompletionEvent event) {
    if (!event.isSuccess()) {
      close("client " + Trouble.of(event.cause()));
      return;
    }
    handshaken = true;
    SSLSession tls = client.channel().pipeline().get(SslHandler.class).engine().getSession();
    String engine = service.tls().engine().label();
    tally.protectedBy(tls.getProtocol() + " " + tls.getCipherSuite() + " " + engine);
    advance();
  }

  /** A leg is gone for good, properly or not; one that was replaced is of no account any more. */
  void gone(Link link, String how) {
    if (link != client && link != backend()) return;
    if (link == client) close("client " + how);
    else if (phase instanceof Transaction) close("backend " + how);
    else link.fail("backend " + how);
    advance();
  }

  /** The client's TLS connection ended without close_notify: nothing is added to what it sent. */
  void truncated() {
    if (phase instanceof Handshake) close("client left during the TLS handshake");
    else close("client cut the TLS connection without close_notify");
  }

  /** One direction of the relay has ended; the other may go on for a while. */
  void directionEnded(Link from) {
    String who = from == client ? "client" : "backend";
    if (firstEnd.isPresent()) {
      close(who);
      return;
    }
    firstEnd = Optional.of(who + " closed the connection");
    if (from != client) watch.shorten(settings().limits().linger());
  }

  boolean stalledSince(long nanoTime) {
    return relays.stream().anyMatch(relay -> relay.stalledSince(nanoTime));
  }

  /** Lets the phases do all they can. Comes back to itself through events of the channels. */
  void advance() {
    again = true;
    if (advancing) return;
    advancing = true;
    while (again) {
      again = false;
      stepWhilePossible();
    }
    advancing = false;
    client.flush();
    backend.ifPresent(Link::flush);
    if (!(phase instanceof Transaction)) readOn();
  }

  private void stepWhilePossible() {
    try {
      Optional<Phase> next = Optional.of(phase);
      while (next.isPresent() && client.writable()) {
        next = phase.step(this);
        if (!(phase instanceof Closed)) phase = next.orElse(phase);
      }
    } catch (Violation violation) {
      toClient(violation.farewell().octets());
      close(violation.getMessage());
    }
  }

  /** A client that does not take its replies gets no more of them. */
  private void readOn() {
    client.read();
    if (client.writable()) backend.ifPresent(Link::read);
  }
}
