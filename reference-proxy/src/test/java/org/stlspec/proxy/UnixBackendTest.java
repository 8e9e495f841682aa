package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.backend.Transport;

class UnixBackendTest {

  @Test
  void aBackendOnAUnixSocketIsServed(@TempDir Path folder) throws Exception {
    assumeTrue(Transport.best() == Transport.EPOLL, "unix: backends need epoll");
    Path path = folder.resolve("pop3");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      var settings = ProxySettings.to(BackendAddress.parse("unix:" + path)).log(line -> {});
      try (var proxy = Proxy.start(settings);
          var client = new Client(proxy.stlsAddress().orElseThrow());
          SocketChannel backend = server.accept()) {
        backend.write(ByteBuffer.wrap(Wire.octets(FakeBackend.GREETING)));
        client.greeted().stls().send("NOOP\r\n");
        ByteBuffer command = ByteBuffer.allocate(6);
        while (command.hasRemaining()) backend.read(command);
        assertEquals("NOOP\r\n", Wire.text(command.array()));
        backend.write(ByteBuffer.wrap(Wire.octets("+OK unix\r\n")));
        client.expect("+OK unix\r\n");
      }
    }
  }
}
