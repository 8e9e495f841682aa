package org.stlspec.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.stlspec.proxy.Session.Port;
import org.stlspec.proxy.backend.Adopted;
import org.stlspec.proxy.backend.Backend;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.backend.Transport;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.proxy.tls.TlsServer;

/** A running STLS proxy (RFC 2595 section 4). Several may run in one JVM. */
public final class Proxy implements AutoCloseable {
  private final Service service;
  private final Transport transport;
  private final EventLoopGroup loops;
  private final Events events;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private Optional<Channel> stls = Optional.empty();
  private Optional<Channel> tls = Optional.empty();

  private Proxy(Service service, Transport transport) {
    this.service = service;
    this.transport = transport;
    this.events = new Events(service);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            service.settings().eventLoops(),
            new DefaultThreadFactory("stls-proxy", true),
            transport.ioHandlers());
  }

  /**
   * Loads the libraries that a proxy with that engine needs. It would do so by itself; this is for
   * who has other work meanwhile.
   */
  public static void load(TlsEngine engine) {
    Transport.best();
    engine.resolved();
  }

  /**
   * Binds and serves; the backend is not asked anything yet.
   *
   * @throws ProxyException if the settings are wrong or an address cannot be bound
   */
  public static Proxy start(ProxySettings settings) throws ProxyException {
    return listening(settings, Optional.empty(), Optional.empty()).accept();
  }

  /**
   * Serves on sockets that listen already, wherever the settings would have it listen.
   *
   * @throws ProxyException if the settings are wrong or the sockets are of no use
   */
  public static Proxy start(ProxySettings settings, ListeningSockets sockets)
      throws ProxyException {
    return listening(settings, Optional.of(sockets), Optional.empty()).accept();
  }

  /**
   * Listens, but lets nobody in before {@link #accept}: clients wait in the queue of the kernel.
   *
   * @param sockets what listens already, if anything; else it is bound here
   * @param way to the backend, if it is not to be gone by this process itself
   * @throws ProxyException if the settings are wrong, or it cannot listen
   */
  public static Proxy listening(
      ProxySettings settings, Optional<ListeningSockets> sockets, Optional<Backend> way)
      throws ProxyException {
    if (settings.backend() instanceof BackendAddress.Fd) {
      String what = "backend " + settings.backend() + " serves one session: only with --inetd";
      throw new ProxyException(true, what, null);
    }
    Beginning beginning = Proxy::bind;
    if (sockets.isPresent()) beginning = proxy -> proxy.adopt(sockets.get());
    return begin(settings, way, beginning);
  }

  /** Lets clients in from now on. */
  public Proxy accept() {
    events.started(this);
    Stream.of(stls, tls)
        .flatMap(Optional::stream)
        .forEach(channel -> channel.config().setAutoRead(true));
    return this;
  }

  /**
   * Serves one client that is connected already, and no other; see {@link #awaitEnd}.
   *
   * @throws ProxyException if the settings are wrong or the client's socket is of no use
   */
  public static Proxy serve(ProxySettings settings, Visitor visitor) throws ProxyException {
    if (!settings.acceptProxyProtocol().isEmpty()) {
      throw new ProxyException(true, "a PROXY header can be required by listeners only", null);
    }
    return begin(settings.eventLoops(1), Optional.empty(), proxy -> proxy.let(visitor));
  }

  /** How it comes to its clients. */
  private interface Beginning {
    void of(Proxy proxy) throws ProxyException;
  }

  private static Proxy begin(ProxySettings settings, Optional<Backend> way, Beginning beginning)
      throws ProxyException {
    Transport transport = Transport.best();
    var proxy = new Proxy(service(settings, way, transport), transport);
    try {
      beginning.of(proxy);
      return proxy;
    } catch (ProxyException e) {
      proxy.close();
      throw e;
    }
  }

  private static Service service(ProxySettings settings, Optional<Backend> way, Transport transport)
      throws ProxyException {
    try {
      Limits limits = settings.limits();
      ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
      Backend backend = way.isPresent() ? way.get() : backend(settings, transport);
      return new Service(settings, backend, tls(settings), new Admission(limits), open);
    } catch (IllegalArgumentException e) {
      throw new ProxyException(true, e.getMessage(), e);
    } catch (IOException e) {
      throw new ProxyException(false, e.getMessage(), e);
    }
  }

  private static Backend backend(ProxySettings settings, Transport transport) throws IOException {
    Limits limits = settings.limits();
    return Backend.at(settings.backend(), transport, limits.greeting(), limits.program());
  }

  private static TlsServer tls(ProxySettings settings) throws ProxyException {
    Certificate certificate =
        settings.ownCertificate().orElseGet(() -> Certificate.selfSigned("localhost"));
    try {
      return new TlsServer(settings.engine(), certificate, settings.limits().handshake());
    } catch (GeneralSecurityException | SSLException e) {
      throw new ProxyException(false, "cannot prepare TLS: " + e.getMessage(), e);
    }
  }

  private void bind() throws ProxyException {
    ProxySettings settings = service.settings();
    if (settings.stls().isPresent()) stls = Optional.of(bind(settings.stls().get(), Port.STLS));
    if (settings.listenTlsAddress().isPresent()) {
      tls = Optional.of(bind(settings.listenTlsAddress().get(), Port.IMPLICIT_TLS));
    }
  }

  private void adopt(ListeningSockets sockets) throws ProxyException {
    if (sockets.stls().isPresent()) stls = Optional.of(adopt(sockets.stls().get(), Port.STLS));
    if (sockets.tls().isPresent()) tls = Optional.of(adopt(sockets.tls().get(), Port.IMPLICIT_TLS));
  }

  private Channel adopt(Descriptor socket, Port port) throws ProxyException {
    try {
      transport.requireEpoll("inherited sockets");
      ChannelFactory<ServerChannel> listening = Adopted.listening(socket);
      return listening(door(port).channelFactory(listening).register(), socket);
    } catch (IOException e) {
      throw new ProxyException(false, e.getMessage(), e);
    }
  }

  private void let(Visitor visitor) throws ProxyException {
    try {
      transport.requireEpoll("inherited sockets");
      Channel channel = Adopted.stream(visitor.socket());
      channel.pipeline().addLast(visitor.door(service));
      loops.register(channel).syncUninterruptibly();
    } catch (IOException e) {
      throw new ProxyException(false, e.getMessage(), e);
    }
  }

  private Channel bind(InetSocketAddress address, Port port) throws ProxyException {
    return listening(door(port).channel(transport.server()).bind(address), address);
  }

  private ServerBootstrap door(Port port) {
    return new ServerBootstrap()
        .group(loops)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(64, 2048, Backend.LARGEST_READ))
        .childHandler(new Door(service, port, numbers));
  }

  private Channel listening(ChannelFuture begun, Object where) throws ProxyException {
    begun.awaitUninterruptibly();
    if (begun.isSuccess()) {
      begun.channel().pipeline().addLast(new AcceptTrouble(events));
      return begun.channel();
    }
    String what = "cannot listen on " + where + ": " + begun.cause().getMessage();
    throw new ProxyException(false, what, begun.cause());
  }

  /** Where STLS is served. */
  public Optional<InetSocketAddress> stlsAddress() {
    return stls.map(channel -> (InetSocketAddress) channel.localAddress());
  }

  /** Where implicit TLS is served. */
  public Optional<InetSocketAddress> tlsAddress() {
    return tls.map(channel -> (InetSocketAddress) channel.localAddress());
  }

  /** Connections of clients that are open now. */
  public int connections() {
    return service.admission().inAll();
  }

  /** Waits until all connections that are open now have ended. */
  public void awaitEnd() throws InterruptedException {
    service.open().newCloseFuture().await();
  }

  /**
   * Shows another certificate from now on; sessions and handshakes under way go on with the old
   * one.
   *
   * @throws ProxyException if it is of no use; the old one stays then
   */
  public void certificate(Certificate certificate) throws ProxyException {
    try {
      service.tls().certificate(certificate);
      events.reloaded(certificate);
    } catch (GeneralSecurityException | SSLException e) {
      throw new ProxyException(true, "cannot prepare TLS: " + e.getMessage(), e);
    }
  }

  /**
   * Reads certificate and key anew, for whoever has renewed them; when they are of no use, such as
   * half-written, the old ones stay and the log says so.
   *
   * @return whether new ones are shown
   */
  public synchronized boolean reload(Path chain, Path key) {
    return reload(() -> Certificate.read(chain, key));
  }

  /** The same, wherever the new ones come from. */
  public synchronized boolean reload(Renewal renewal) {
    try (Certificate renewed = renewal.read()) {
      certificate(renewed);
      return true;
    } catch (CertificateException | ProxyException e) {
      events.notReloaded(e.getMessage());
      return false;
    }
  }

  /** Where a new certificate comes from. */
  public interface Renewal {
    /** Reads it, with its key. */
    Certificate read() throws CertificateException;
  }

  /**
   * Stops to accept, lets the sessions finish, and closes.
   *
   * @param limit how long they may take
   * @return false if some were cut then
   */
  public boolean drain(Duration limit) {
    stopListening();
    events.draining(connections());
    boolean finished =
        service.open().newCloseFuture().awaitUninterruptibly(limit.toNanos(), TimeUnit.NANOSECONDS);
    events.drained(connections());
    close();
    return finished;
  }

  private void stopListening() {
    stls.ifPresent(channel -> channel.close().awaitUninterruptibly());
    tls.ifPresent(channel -> channel.close().awaitUninterruptibly());
  }

  /** Cuts all sessions and ends; a second time it does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) return;
    stopListening();
    // Closed before the loops end, for loops that end do not empty the pipelines they serve.
    // Clients, which somebody let in, before backends: so the log says that they were cut.
    // Not by stream: sessions end meanwhile, and a stream takes their number for certain.
    for (Channel channel : service.open()) {
      if (channel.parent() != null) LingeringClose.closeNow(channel);
    }
    service.open().forEach(LingeringClose::closeNow);
    // And from now on whoever is still on the way in is closed on arrival.
    service.open().close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    service.backend().close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    if (loops.isTerminated()) service.tls().close();
  }
}
