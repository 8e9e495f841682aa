package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.proxy.ListeningSockets;
import org.stlspec.proxy.Proxy;
import org.stlspec.proxy.ProxyException;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.Backend;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.tls.Certificate;

/**
 * The process that talks to clients: it listens, makes ready all it will need, gives up its rights,
 * and only then lets clients in.
 */
public final class NetworkProcess {
  private static final int TROUBLE = 3;

  private final LauncherConnection launcher;
  private final Consumer<String> log;

  /**
   * Begins with the control connection.
   *
   * @param control descriptor of its end
   * @param log takes a line when the key process fails
   */
  public NetworkProcess(Descriptor control, Consumer<String> log) {
    this.log = log;
    launcher = new LauncherConnection(control);
  }

  /** What clients are to be shown, for the caller to close; the launcher says it first. */
  public Certificate certificate() throws IOException, CertificateException {
    if (launcher.next() instanceof Answer.Show show) return certificate(show);
    throw new IOException("the launcher has no certificate");
  }

  /**
   * Listens, before it gives up its rights.
   *
   * @throws ProxyException if the settings are wrong, or it cannot listen
   */
  public Proxy listen(ProxySettings settings, Optional<ListeningSockets> sockets)
      throws ProxyException {
    return Proxy.listening(settings, sockets, way(settings.backend()));
  }

  /** TCP goes over the network, and the network is what this process may use. */
  private Optional<Backend> way(BackendAddress backend) {
    if (backend instanceof BackendAddress.Tcp) return Optional.empty();
    return Optional.of(new LaunchedBackend(launcher));
  }

  /**
   * Gives up its rights, and goes on only if they are gone, if sessions still work without them,
   * and if the launcher sees the same.
   *
   * @throws IOException if anything is otherwise; this process must not serve then
   */
  public void confine(Confinement confinement, ProxySettings settings) throws IOException {
    ClassPath.open();
    var rehearsal = new Rehearsal(settings);
    rehearsal.run();
    confinement.enter();
    rehearsal.run();
    launcher.say(new Request.Confined());
  }

  /**
   * Lets clients in as soon as the launcher agrees. A certificate that it hands over takes the
   * place of the present one. When it is gone this process ends at once: its sessions are cut.
   *
   * @throws IOException if the launcher does not agree
   */
  public void serve(Proxy proxy) throws IOException {
    for (Answer word = launcher.next(); !(word instanceof Answer.Serve); word = launcher.next()) {
      if (word instanceof Answer.Show show) proxy.reload(() -> certificate(show));
    }
    launcher.listen(
        show -> proxy.reload(() -> certificate(show)), () -> Runtime.getRuntime().halt(TROUBLE));
    proxy.accept();
  }

  private Certificate certificate(Answer.Show show) throws CertificateException {
    byte[] octets = new byte[show.certificate().remaining()];
    show.certificate().get(octets);
    if (show.keyProcess().isEmpty()) return Certificate.of(octets);
    try {
      return Certificate.of(octets, show.keyProcess().get(), log);
    } catch (IOException e) {
      throw new CertificateException("there is no way to the key process: " + e.getMessage(), e);
    }
  }
}
