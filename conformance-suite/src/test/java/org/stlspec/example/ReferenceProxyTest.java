package org.stlspec.example;

import java.net.InetSocketAddress;
import org.stlspec.junit.Conformance;
import org.stlspec.junit.ProxyConformance;
import org.stlspec.proxy.Proxy;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;

@Conformance(cases = {"injection.*", "stls.*"})
class ReferenceProxyTest implements ProxyConformance {
  @Override
  public AutoCloseable start(InetSocketAddress listen, InetSocketAddress backend) throws Exception {
    var behind = new BackendAddress.Tcp(backend.getHostString(), backend.getPort());
    return Proxy.start(ProxySettings.to(behind).listen(listen).log(line -> {}));
  }
}
