package org.stlspec.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.stlspec.proxy.backend.Backend;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.backend.Caller;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.proxy.tls.TlsServer;

/**
 * A session of the proxy with both of its connections in memory, for benchmarks of what is between
 * them: its own pipelines and phases, no kernel. Stands in this package to reach them.
 */
public final class SessionInMemory implements AutoCloseable {
  private final TlsServer tls;
  private final EmbeddedChannel client;
  private Optional<EmbeddedChannel> backend = Optional.empty();

  /**
   * A client has just connected to the port of STLS.
   *
   * @throws SSLException if the engine is not available here
   */
  public SessionInMemory(TlsEngine engine) throws GeneralSecurityException, SSLException {
    ProxySettings settings =
        ProxySettings.to(new BackendAddress.Tcp("in-memory", 110))
            .limits(Limits.defaults().badCommands(Integer.MAX_VALUE))
            .log(line -> {});
    tls = new TlsServer(engine, Certificate.selfSigned("localhost"), settings.limits().handshake());
    client = new EmbeddedChannel(door(service(settings)));
  }

  private Service service(ProxySettings settings) {
    var open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    Backend here = this::connect;
    return new Service(settings, here, tls, new Admission(settings.limits()), open);
  }

  private ChannelFuture connect(EventLoop loop, ChannelHandler handler, Caller caller) {
    var channel = new EmbeddedChannel(handler);
    backend = Optional.of(channel);
    return channel.newSucceededFuture();
  }

  private static ChannelInitializer<Channel> door(Service service) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        var tally = new Tally(1, "in memory", service.settings().log());
        Caller caller = tally.caller(Optional.empty(), Optional.empty());
        Door.enter(service, channel, Session.Port.STLS, tally, caller);
      }
    };
  }

  /** The client's connection, seen from the proxy: inbound is what the client sends. */
  public EmbeddedChannel client() {
    return client;
  }

  /** The connection to the backend, seen from the proxy: inbound is what the backend sends. */
  public EmbeddedChannel backend() {
    return backend.orElseThrow();
  }

  @Override
  public void close() {
    forgetLingering(client);
    backend.ifPresent(SessionInMemory::forgetLingering);
    client.finishAndReleaseAll();
    backend.ifPresent(EmbeddedChannel::finishAndReleaseAll);
    tls.close();
  }

  /** In memory there is nothing to linger for, and no half of a connection to be closed. */
  private static void forgetLingering(EmbeddedChannel channel) {
    channel.pipeline().remove(LingeringClose.NAME);
  }
}
