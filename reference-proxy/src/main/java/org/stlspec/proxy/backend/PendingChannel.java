package org.stlspec.proxy.backend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Pair;

/**
 * A channel of a connection that another process makes. It has its descriptor from the beginning,
 * which leads nowhere until the connection arrives and takes its place.
 */
public final class PendingChannel {
  private final EventLoop loop;
  private final Channel channel;
  private final Descriptor place;
  private final ChannelPromise connected;

  /**
   * Makes the channel; it is on no event loop yet.
   *
   * @param handler what to put into the pipeline
   */
  public PendingChannel(EventLoop loop, ChannelHandler handler) throws IOException {
    this.loop = loop;
    Pair pair = Pair.ofSockets();
    place = pair.first();
    channel = Adopted.stream(place);
    pair.second().close();
    channel.pipeline().addLast(handler);
    connected = new DefaultChannelPromise(channel, loop);
  }

  /** What to return where not even the channel can be made. */
  public static ChannelFuture none(EventLoop loop, IOException trouble) {
    return Adopted.none(loop, trouble);
  }

  /** Done when the connection is there, or there will be none. */
  public ChannelFuture future() {
    return connected;
  }

  /** The connection is there; it is taken over. From any thread. */
  public void arrived(Descriptor connection) throws IOException {
    connection.nonBlocking();
    connection.copyTo(place);
    connection.close();
    begin(Optional.empty());
  }

  /** There will be none. From any thread. */
  public void failed(IOException why) {
    begin(Optional.of(why));
  }

  private void begin(Optional<IOException> trouble) {
    try {
      loop.execute(() -> Adopted.register(loop, channel, connected, trouble));
    } catch (RejectedExecutionException e) {
      channel.unsafe().closeForcibly(); // the proxy is at its end
    }
  }
}
