package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.header.Cidr;
import org.stlspec.proxy.header.HeaderVersion;
import org.stlspec.proxy.posix.Descriptor;

/** The address of a PROXY header, and programs. */
@EnabledOnOs(OS.LINUX)
class ConveyedEnvironmentTest {

  @Test
  void aProgramFindsTheConveyedAddress() throws Exception {
    try (var shell =
            new Shell(
                "env >&2; " + Shell.POP3,
                s -> s.acceptProxyProtocol(Cidr.parseAll("127.0.0.0/8")));
        var client = shell.client()) {
      client.send("PROXY TCP4 203.0.113.9 198.51.100.2 40000 110\r\n").expect(Shell.GREETING);
      client.send("QUIT\r\n").expect("+OK bye\r\n").eof();
      shell.logged("stderr=\"TCPREMOTEIP=203.0.113.9\"");
      shell.logged("stderr=\"TCPREMOTEPORT=40000\"");
      shell.logged("stderr=\"TCPLOCALIP=198.51.100.2\"");
      shell.logged("stderr=\"TCPLOCALPORT=110\"");
    }
  }

  @Test
  void aProgramGetsNoHeader() {
    var program = ProxySettings.to(BackendAddress.parse("exec:true"));
    assertThrows(IllegalArgumentException.class, () -> program.sendProxyProtocol(HeaderVersion.V1));
  }

  @Test
  void aClientThatIsThereAlreadyCannotOweAHeader() {
    var settings =
        ProxySettings.to(BackendAddress.parse("exec:true"))
            .acceptProxyProtocol(Cidr.parseAll("127.0.0.1"));
    var visitor = new Visitor(new Descriptor(0), Optional.empty(), Optional.empty());
    var e = assertThrows(ProxyException.class, () -> Proxy.serve(settings, visitor));
    assertTrue(e.usage(), List.of(e.getMessage()).toString());
  }
}
