package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import java.util.Optional;
import org.stlspec.proxy.tls.TlsHandler;

/** One leg of a session: its channel, what has arrived on it, and whether more will come. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write closes the channel, which is heard of
final class Link {
  private final LineBuffer lines;
  private final Channel channel;
  private Optional<TlsHandler> tls = Optional.empty();
  private boolean ended;
  private boolean closed;
  private boolean soiled;
  private String trouble = "backend closed before its greeting";

  Link(Channel channel, int longestLine) {
    this.channel = channel;
    this.lines = new LineBuffer(channel.alloc(), longestLine);
  }

  Channel channel() {
    return channel;
  }

  LineBuffer lines() {
    return lines;
  }

  /** Keeps what has arrived, unless nobody will look at it any more. */
  void arrived(ByteBuf octets) {
    if (closed) octets.release();
    else lines.add(octets);
  }

  void encryptedBy(TlsHandler handler) {
    tls = Optional.of(handler);
  }

  boolean encrypted() {
    return tls.isPresent();
  }

  /** From now on octets only pass. */
  void relay() {
    flush();
    tls.ifPresent(TlsHandler::relay);
  }

  /**
   * Takes octets to be sent at the next flush; if that fails, the end of the pipeline hears of it.
   */
  void pass(Object octets) {
    channel.write(octets, channel.voidPromise());
  }

  /** No more input will come. */
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** This connection to the backend is of no use, for a reason. */
  void fail(String why) {
    if (ended) return;
    trouble = why;
    close();
  }

  String trouble() {
    return trouble;
  }

  /** The backend may know something from the time before TLS. */
  void soil() {
    soiled = true;
  }

  boolean soiled() {
    return soiled;
  }

  /** Whether the backend connection is as good as a new one. */
  boolean fresh() {
    return !soiled && !ended && lines.isEmpty();
  }

  void write(ByteBuf octets) {
    channel.write(octets);
  }

  /** A channel that is on no event loop yet, or will never be, has nothing to flush. */
  void flush() {
    if (channel.isRegistered()) channel.flush();
  }

  boolean writable() {
    return channel.isWritable();
  }

  /** Asks for one more read, as long as there is room. */
  void read() {
    if (!ended && !closed && !lines.full() && channel.isRegistered() && channel.isActive())
      channel.read();
  }

  /** Ends the output behind all that was written: close_notify inside TLS, then FIN. */
  void endOutput() {
    ChannelFuture last =
        tls.isPresent() ? tls.get().closeOutbound() : channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    last.addListener(done -> ((DuplexChannel) channel).shutdownOutput());
  }

  /** Closes behind all that was written. */
  void close() {
    if (closed) return;
    closed = true;
    ended = true;
    lines.drop();
    connected();
  }

  /** On an event loop now: one that was closed before is closed in earnest. */
  void connected() {
    if (!closed || !channel.isRegistered()) return;
    channel.flush();
    channel.close();
  }
}
