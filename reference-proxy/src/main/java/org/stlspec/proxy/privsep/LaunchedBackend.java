package org.stlspec.proxy.privsep;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.io.IOException;
import org.stlspec.proxy.backend.Backend;
import org.stlspec.proxy.backend.Caller;
import org.stlspec.proxy.backend.PendingChannel;
import org.stlspec.proxy.posix.Descriptor;

/** The backend as the launcher reaches it. */
record LaunchedBackend(LauncherConnection launcher) implements Backend {

  @Override
  public ChannelFuture connect(EventLoop loop, ChannelHandler handler, Caller caller) {
    try {
      var channel = new PendingChannel(loop, handler);
      launcher.ask(Client.of(caller), wish(channel));
      return channel.future();
    } catch (IOException e) {
      return PendingChannel.none(loop, e);
    }
  }

  private LauncherConnection.Wish wish(PendingChannel channel) {
    return new LauncherConnection.Wish() {
      @Override
      public void come(long number, Descriptor connection) throws IOException {
        channel.future().channel().closeFuture().addListener(closed -> launcher.ended(number));
        channel.arrived(connection);
      }

      @Override
      public void failed(IOException why) {
        channel.failed(why);
      }
    };
  }
}
