package org.stlspec.proxy;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.stlspec.proxy.tls.Certificate;

/**
 * What the log says about the proxy as a whole; a line an event, and no time, which loggers add.
 */
record Events(Service service) {

  void started(Proxy proxy) {
    line(
        String.format(
            "start listen=%s listen-tls=%s backend=\"%s\" engine=%s",
            written(proxy.stlsAddress()),
            written(proxy.tlsAddress()),
            Escaped.of(service.settings().backend().toString()),
            service.tls().engine().label()));
  }

  private static String written(Optional<InetSocketAddress> address) {
    return address.map(known -> Escaped.of(Tally.written(known))).orElse("none");
  }

  void reloaded(Certificate certificate) {
    X509Certificate leaf = certificate.chain()[0];
    line(
        String.format(
            "reload subject=\"%s\" serial=%s until=%s",
            Escaped.of(leaf.getSubjectX500Principal().getName()),
            leaf.getSerialNumber().toString(16),
            leaf.getNotAfter().toInstant()));
  }

  void notReloaded(String why) {
    line(String.format("reload failed=\"%s\"", Escaped.of(why)));
  }

  void notAccepted(String why) {
    line(String.format("accept failed=\"%s\"", Escaped.of(why)));
  }

  void draining(int connections) {
    line(String.format("drain connections=%d", connections));
  }

  void drained(int cut) {
    line(String.format("stop cut=%d", cut));
  }

  private void line(String text) {
    service.settings().log().accept(text);
  }
}
