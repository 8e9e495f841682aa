package org.stlspec.proxy.privsep;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.stlspec.proxy.Proxy;
import org.stlspec.proxy.ProxyException;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.Visitor;
import org.stlspec.proxy.backend.Adopted;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Pair;

/**
 * Sessions with itself, over socket pairs that nobody else sees. Before the rights go they load
 * what sessions need; afterwards they show that nothing is missing.
 *
 * @param settings whose TLS engine, certificate and ways are those of the proxy
 */
record Rehearsal(ProxySettings settings) {
  private static final int SECONDS = 60;

  /**
   * A session in each version of TLS, and one that breaks off.
   *
   * @throws IOException if one of them goes another way than it should
   */
  void run() throws IOException {
    var threads = new DefaultThreadFactory("rehearsal", true);
    var loops = new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
    try {
      run(loops, RehearsedClient.of("TLSv1.3"));
      run(loops, RehearsedClient.of("TLSv1.2"));
      run(loops, RehearsedClient.thatBreaksTls());
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private void run(EventLoopGroup loops, RehearsedClient client) throws IOException {
    Pair clientLeg = Pair.ofSockets();
    Pair backendLeg = Pair.ofSockets();
    begin(loops, backendLeg.second(), new RehearsedBackend());
    Future<?> end = client.end(loops.next());
    Proxy proxy = serve(before(backendLeg.first()), clientLeg.first());
    try {
      begin(loops, clientLeg.second(), client);
      boolean inTime = end.awaitUninterruptibly(SECONDS, TimeUnit.SECONDS);
      if (!inTime) throw new IOException("it takes too long");
      if (!end.isSuccess()) throw new IOException(end.cause().getMessage(), end.cause());
    } catch (IOException e) {
      throw new IOException("a rehearsal fails, " + client + ": " + e.getMessage(), e);
    } finally {
      proxy.close();
    }
  }

  private static Proxy serve(ProxySettings settings, Descriptor client) throws IOException {
    try {
      return Proxy.serve(settings, new Visitor(client, Optional.empty(), Optional.empty()));
    } catch (ProxyException e) {
      throw new IOException("a rehearsal does not begin: " + e.getMessage(), e);
    }
  }

  private static void begin(EventLoopGroup loops, Descriptor socket, ChannelHandler handler)
      throws IOException {
    Channel channel = Adopted.stream(socket);
    channel.pipeline().addLast(handler);
    loops.register(channel).syncUninterruptibly();
    channel.config().setAutoRead(true);
  }

  private ProxySettings before(Descriptor backend) {
    return ProxySettings.to(new BackendAddress.Fd(backend))
        .engine(settings.engine())
        .certificate(settings.ownCertificate().orElseThrow())
        .requireTls(settings.requireTls())
        .capabilities(settings.capabilities())
        .log(line -> {});
  }
}
