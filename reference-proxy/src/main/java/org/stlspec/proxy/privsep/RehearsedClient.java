package org.stlspec.proxy.privsep;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javax.net.ssl.SSLException;

/** Says one thing after another, each when the one before was answered, STLS among them. */
@SuppressWarnings("FutureReturnValueIgnored") // the end of the channel is heard of
final class RehearsedClient extends SimpleChannelInboundHandler<ByteBuf> {
  private static final String NO_TLS = "this is no TLS";

  private final String name;
  private final Optional<SslContext> tls;
  private final Queue<String> commands;
  private final StringBuilder reply = new StringBuilder();
  private Optional<Promise<Void>> end = Optional.empty();
  private String last = "";

  private RehearsedClient(String name, Optional<SslContext> tls, List<String> commands) {
    this.name = name;
    this.tls = tls;
    this.commands = new ArrayDeque<>(commands);
  }

  /** A whole session; it trusts anyone, for it knows with whom it speaks. */
  static RehearsedClient of(String version) throws SSLException {
    SslContext context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .protocols(version)
            .build();
    var commands = List.of("CAPA", "STLS", "CAPA", "USER a", "PASS b", "NOOP", "QUIT");
    return new RehearsedClient(version, Optional.of(context), commands);
  }

  static RehearsedClient thatBreaksTls() {
    return new RehearsedClient("broken TLS", Optional.empty(), List.of("STLS", NO_TLS));
  }

  /** Succeeds when all is said and the connection has ended. */
  Future<Void> end(EventExecutor executor) {
    Promise<Void> promise = executor.newPromise();
    end = Optional.of(promise);
    return promise;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf octets) throws IOException {
    reply.append(octets.toString(StandardCharsets.ISO_8859_1));
    if (!complete()) return;
    if (reply.charAt(0) != '+') throw new IOException(last + " was refused");
    reply.setLength(0);
    if (last.equals("STLS") && tls.isPresent()) encrypt(ctx, tls.get());
    else next(ctx);
  }

  private boolean complete() {
    return reply.toString().endsWith(last.equals("CAPA") ? "\r\n.\r\n" : "\r\n");
  }

  private static void encrypt(ChannelHandlerContext ctx, SslContext tls) {
    ctx.pipeline().addFirst(tls.newHandler(ctx.alloc()));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) next(ctx);
    if (event == ChannelInputShutdownEvent.INSTANCE) ctx.close();
  }

  private void next(ChannelHandlerContext ctx) {
    if (commands.isEmpty()) return;
    last = commands.remove();
    ctx.writeAndFlush(Unpooled.copiedBuffer(last + "\r\n", StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (commands.isEmpty()) end.ifPresent(promise -> promise.trySuccess(null));
    else fail(new IOException("it ended after " + last));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause);
    ctx.close();
  }

  private void fail(Throwable cause) {
    end.ifPresent(promise -> promise.tryFailure(cause));
  }

  @Override
  public String toString() {
    return name;
  }
}
