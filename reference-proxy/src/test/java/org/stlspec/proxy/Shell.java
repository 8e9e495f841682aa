package org.stlspec.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.stlspec.proxy.backend.BackendAddress;

/** A proxy before a shell script, with its log. */
final class Shell implements AutoCloseable {
  static final String GREETING = "+OK <1.2@shell>\r\n";

  /** Greets, says +OK to everything, lists nothing, and after PASS hands over to cat. */
  static final String POP3 =
      "cr=$(printf '\\r'); printf '+OK <1.2@shell>\\r\\n'; while read -r c a; do case $c in"
          + " PASS*) printf '+OK in\\r\\n'; exec cat;;"
          + " CAPA*) printf -- '-ERR\\r\\n';;"
          + " QUIT*) printf '+OK bye\\r\\n'; exit 3;;"
          + " *) printf '+OK %s\\r\\n' \"${c%$cr}\";; esac; done";

  final Proxy proxy;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final List<String> lines = new ArrayList<>();

  Shell(String script) throws ProxyException {
    this(script, settings -> settings);
  }

  Shell(String script, UnaryOperator<ProxySettings> settings) throws ProxyException {
    this(new BackendAddress.Exec(List.of("sh", "-c", script), Optional.empty()), settings);
  }

  Shell(BackendAddress backend, UnaryOperator<ProxySettings> settings) throws ProxyException {
    proxy =
        Proxy.start(
            settings.apply(ProxySettings.to(backend).certificate(Rig.CERTIFICATE).log(log::add)));
  }

  Client client() throws java.io.IOException {
    return new Client(proxy.stlsAddress().orElseThrow());
  }

  /** Waits for a line of the log that holds this text; what comes before stays to be asked for. */
  String logged(String part) throws InterruptedException {
    for (String line : lines) {
      if (line.contains(part)) return taken(line);
    }
    for (String line = next(); ; line = next()) {
      lines.add(line);
      if (line.contains(part)) return taken(line);
    }
  }

  /** What was logged and not asked for. */
  List<String> loggedSoFar() {
    log.drainTo(lines);
    return lines;
  }

  private String taken(String line) {
    lines.remove(line);
    return line;
  }

  private String next() throws InterruptedException {
    String line = log.poll(20, TimeUnit.SECONDS);
    if (line == null) throw new AssertionError("no more logged than " + lines);
    return line;
  }

  @Override
  public void close() {
    proxy.close();
  }
}
