package org.stlspec.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stlspec.proxy.Session.Port;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Pump;
import org.stlspec.proxy.posix.SocketKind;

/**
 * A client that is connected already when the proxy starts: under tcpserver, inetd, or systemd with
 * {@code Accept=yes}.
 *
 * @param socket a connected stream
 * @param remote what the environment says of its address; a TCP socket knows better
 * @param local what the environment says of the server's
 */
public record Visitor(
    Descriptor socket, Optional<InetSocketAddress> remote, Optional<InetSocketAddress> local) {
  private static final Descriptor INPUT = new Descriptor(0);
  private static final Descriptor OUTPUT = new Descriptor(1);
  private static final Descriptor DIAGNOSTICS = new Descriptor(2);

  /**
   * The client on descriptors 0 and 1. They lead nowhere afterwards, so that no word of this
   * program can get between the client's octets; nor can it on 2, should that be the client too, as
   * under inetd.
   *
   * @param environment with TCPREMOTEIP and the like (tcp-environ(5)), or REMOTE_ADDR and
   *     REMOTE_PORT of systemd
   * @throws IOException if there is no client there
   */
  public static Visitor onStandardDescriptors(Map<String, String> environment) throws IOException {
    Descriptor nothing = Descriptor.ofNothing();
    if (DIAGNOSTICS.sameFileAs(INPUT)) nothing.copyTo(DIAGNOSTICS);
    if (!INPUT.isOpen()) throw new IOException("descriptor 0 is not open: no client there");
    Descriptor socket = oneSocket();
    nothing.copyTo(INPUT);
    nothing.copyTo(OUTPUT);
    nothing.close();
    return new Visitor(
        socket,
        address(environment, "TCPREMOTEIP", "TCPREMOTEPORT")
            .or(() -> address(environment, "REMOTE_ADDR", "REMOTE_PORT")),
        address(environment, "TCPLOCALIP", "TCPLOCALPORT"));
  }

  /** UCSPI promises no socket: two pipes, or anything else, are joined to one. */
  private static Descriptor oneSocket() throws IOException {
    SocketKind kind = SocketKind.of(INPUT);
    if (kind == SocketKind.LISTENING) {
      throw new IOException("descriptor 0 is a listening socket (inetd's wait): no client there");
    }
    boolean stream = kind == SocketKind.INET || kind == SocketKind.UNIX;
    if (stream && INPUT.sameFileAs(OUTPUT)) return INPUT.copyFrom(3);
    return Pump.socketOf(INPUT.copyFrom(3), OUTPUT.copyFrom(3));
  }

  private static Optional<InetSocketAddress> address(
      Map<String, String> environment, String ip, String port) {
    String digits = environment.getOrDefault(port, "");
    InetAddress address =
        NetUtil.createInetAddressFromIpAddressString(environment.getOrDefault(ip, ""));
    if (address == null || !digits.matches("\\d{1,5}")) return Optional.empty();
    int number = Integer.parseInt(digits);
    return number > 65535 ? Optional.empty() : Optional.of(new InetSocketAddress(address, number));
  }

  /** Lets it in. */
  ChannelHandler door(Service service) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        enter(service, channel);
      }
    };
  }

  private void enter(Service service, Channel channel) {
    Optional<InetSocketAddress> peer = known(channel.remoteAddress()).or(() -> remote);
    Object name = peer.isPresent() ? peer.get() : "unknown";
    var tally = new Tally(1, name, service.settings().log());
    var here = known(channel.localAddress()).or(() -> local);
    Door.enter(service, channel, Port.STLS, tally, tally.caller(peer, here));
  }

  private static Optional<InetSocketAddress> known(Object address) {
    return Stream.ofNullable(address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .findFirst();
  }
}
