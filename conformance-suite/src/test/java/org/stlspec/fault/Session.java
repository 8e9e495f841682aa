package org.stlspec.fault;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.stlspec.target.Target;

/**
 * One session of the sound proxy. Every step is a method of its own: a fault overrides the one that
 * it gets wrong.
 */
class Session {
  private static final Set<String> LOGINS = Set.of("USER", "PASS", "APOP", "AUTH");
  private static final Set<String> HTTP = Set.of("GET", "HEAD", "POST", "PUT", "OPTIONS");
  private static final Set<String> HARMLESS = Set.of("CAPA", "NOOP", "QUIT");
  private static final Set<String> FORBIDDEN = Set.of("XCLIENT", "XOIP", "PROXY");

  private SoundProxy proxy;
  private Leg client;
  private Optional<Leg> backend = Optional.empty();
  private boolean implicitTls;
  private boolean insideTls;
  private boolean loggedIn;
  private boolean soiled;
  private int refused;
  private Optional<Origin> origin = Optional.empty();
  private Future<?> idle = CompletableFuture.completedFuture("not yet");

  final void serve(SoundProxy by, Leg newcomer, boolean tlsFirst) {
    proxy = by;
    client = newcomer;
    implicitTls = tlsFirst;
    try {
      play();
    } catch (IOException over) {
      // Whatever ended it: the session is over.
    } finally {
      hangUp();
    }
  }

  final SoundProxy proxy() {
    return proxy;
  }

  final Leg client() {
    return client;
  }

  final Leg backend() throws IOException {
    return backend.orElseThrow(() -> new EOFException("no backend"));
  }

  final boolean insideTls() {
    return insideTls;
  }

  final boolean implicitTls() {
    return implicitTls;
  }

  final boolean loggedIn() {
    return loggedIn;
  }

  // ---- from first to last ----

  private void play() throws IOException {
    touch();
    if (proxy.settings().expectsHeader()) {
      origin = Optional.of(introduced());
    }
    if (implicitTls) {
      handshake(new byte[0]);
    }
    if (proxy.crowded()) {
      crowded();
    }
    greet();
    while (!loggedIn) {
      command(clientLine());
    }
    relay();
  }

  /** The backend hears nothing; the client can still read all that was said. */
  void hangUp() {
    idle.cancel(false);
    backend.ifPresent(Leg::close);
    client.finish();
    client.linger();
    proxy.gone(client);
  }

  // ---- where a client comes from ----

  /** The PROXY header of a peer that is trusted to send one. */
  Origin introduced() throws IOException {
    if (proxy.settings().is(Target.Variant.EXPECTS_PROXY_HEADER_OF_OTHERS)) {
      throw new EOFException("not one of those who may tell");
    }
    return Origin.read(client);
  }

  /** What the backend is told, if anything. */
  Optional<byte[]> introduction() {
    var settings = proxy.settings();
    Origin from = origin.orElseGet(() -> Origin.of(client.socket()));
    if (settings.is(Target.Variant.SENDS_PROXY_V2)) {
      return Optional.of(from.binary());
    }
    boolean text =
        settings.is(Target.Variant.SENDS_PROXY_V1)
            || settings.is(Target.Variant.PASSES_PROXY_HEADER_ON);
    return text ? Optional.of(from.text()) : Optional.empty();
  }

  // ---- idle sessions ----

  /** Something came, from whom ever. */
  final void touch() {
    idle.cancel(false);
    idle = proxy.later(this::idleTooLong, proxy.settings().idleLimit());
  }

  void idleTooLong() {
    backend.ifPresent(Leg::close);
    client.close();
  }

  // ---- greeting ----

  void greet() throws IOException {
    try {
      dial();
    } catch (IOException down) {
      backendDown();
      throw down;
    }
    Line greeting = backendGreeting();
    client.write(greeting.octets());
    if (!greeting.positive()) {
      throw new EOFException("not welcome");
    }
  }

  void crowded() throws IOException {
    say("-ERR [SYS/TEMP] too many connections\r\n");
    throw new EOFException("too many connections");
  }

  void backendDown() throws IOException {
    say("-ERR [SYS/TEMP] the mail server cannot be reached\r\n");
  }

  Line backendGreeting() throws IOException {
    Future<?> limit = proxy.later(backend()::close, proxy.settings().greetingLimit());
    try {
      return backendLine();
    } finally {
      limit.cancel(false);
    }
  }

  void dial() throws IOException {
    backend = Optional.of(Leg.to(proxy.settings().backend()));
    Optional<byte[]> introduction = introduction();
    if (introduction.isPresent()) {
      backend().write(introduction.get());
    }
  }

  // ---- commands before login ----

  Line clientLine() throws IOException {
    Line line = client.line().orElseThrow(() -> new EOFException("the client has left"));
    touch();
    return line;
  }

  void command(Line line) throws IOException {
    if (line.ambiguous()) {
      say("-ERR NUL or bare CR in a command\r\n");
      throw new EOFException("no telling where its lines end");
    } else if (isHttp(line)) {
      say("-ERR this is POP3\r\n");
      throw new EOFException("HTTP");
    } else if (isStls(line)) {
      stls(line);
    } else if (isForbidden(line)) {
      say("-ERR not for clients\r\n");
    } else if (isLogin(line) && proxy.settings().tlsRequired() && !insideTls) {
      refuseLogin(line);
    } else {
      relayed(line);
    }
  }

  boolean isHttp(Line line) {
    return HTTP.contains(line.keyword());
  }

  boolean isForbidden(Line line) {
    return FORBIDDEN.contains(line.keyword()) || isExternal(line);
  }

  /** RFC 4422 appendix A: what the backend knows of a certificate is at best the proxy's own. */
  static boolean isExternal(Line line) {
    return line.keyword().equals("AUTH")
        && line.argument().toUpperCase(Locale.ROOT).matches("EXTERNAL( .*)?");
  }

  boolean isLogin(Line line) {
    return LOGINS.contains(line.keyword());
  }

  void refuseLogin(Line line) throws IOException {
    say("-ERR STLS first\r\n");
  }

  void relayed(Line line) throws IOException {
    soiled |= !HARMLESS.contains(line.keyword());
    backend().write(line.octets());
    switch (line.keyword()) {
      case "CAPA" -> sayList(edited(backendList()));
      case "AUTH" -> auth(line);
      case "LANG" -> listOrLine(line);
      case "PASS", "APOP" -> login(backendLine());
      case "QUIT" -> quit();
      default -> replied(backendLine());
    }
  }

  private void replied(Line line) throws IOException {
    client.write(reply(line).octets());
    refused = line.positive() ? 0 : refused + 1;
    if (refused > refusalsAllowed()) {
      throw new EOFException("too many refused commands");
    }
  }

  int refusalsAllowed() {
    return 20;
  }

  /** What the client gets to see of a reply of one line. */
  Line reply(Line line) throws IOException {
    return line;
  }

  void sayList(Listing list) throws IOException {
    say(list.text());
  }

  void quit() throws IOException {
    client.write(backendLine().octets());
    throw new EOFException("QUIT");
  }

  void login(Line answer) throws IOException {
    loggedIn = answer.positive();
    client.write(answer.octets());
  }

  void auth(Line line) throws IOException {
    if (line.argument().isEmpty()) {
      listOrLine(line);
    } else {
      exchange();
    }
  }

  /** Without an argument a list is asked for. */
  void listOrLine(Line command) throws IOException {
    Line line = backendLine();
    client.write(reply(line).octets());
    boolean list = line.positive() && command.argument().isEmpty();
    while (list && !line.text().equals(".")) {
      line = backendLine();
      client.write(line.octets());
    }
  }

  /** RFC 5034 section 4: behind a challenge comes data, whatever it looks like. */
  void exchange() throws IOException {
    Line answer = backendLine();
    while (answer.keyword().equals("+")) {
      client.write(answer.octets());
      backend().write(clientLine().octets());
      answer = backendLine();
    }
    login(answer);
  }

  final Line backendLine() throws IOException {
    return backend().line().orElseThrow(() -> new EOFException("the backend has left"));
  }

  final void say(String text) throws IOException {
    client.write(new Line(text).octets());
  }

  // ---- CAPA ----

  /** The backend's list; one of our own where it has none. */
  Listing backendList() throws IOException {
    Line status = backendLine();
    if (!status.positive()) {
      return noList(status);
    }
    List<String> lines = new ArrayList<>();
    for (String line = backendLine().text(); !line.equals("."); line = backendLine().text()) {
      lines.add(line);
    }
    return new Listing(status.text(), lines);
  }

  Listing noList(Line refusal) throws IOException {
    return Listing.OWN;
  }

  Listing edited(Listing list) {
    Listing cleaned = list.without("STLS");
    if (insideTls) {
      return cleaned;
    }
    return (proxy.settings().tlsRequired() ? cleaned.without("USER").without("SASL") : cleaned)
        .with("STLS");
  }

  // ---- STLS ----

  boolean isStls(Line line) {
    return line.keyword().equals("STLS");
  }

  void stls(Line line) throws IOException {
    if (insideTls) {
      say("-ERR TLS is active\r\n");
    } else if (!line.argument().isEmpty()) {
      say("-ERR STLS has no argument\r\n");
    } else {
      upgrade(client.takeAhead());
    }
  }

  /** What came behind STLS is the beginning of TLS, if it is anything. */
  void upgrade(byte[] behind) throws IOException {
    say("+OK begin TLS\r\n");
    handshake(behind);
    forget();
  }

  void handshake(byte[] behind) throws IOException {
    Future<?> limit = limitHandshake();
    try {
      secure(behind);
      insideTls = true;
    } catch (IOException failed) {
      handshakeFailed(failed);
    } finally {
      limit.cancel(false);
    }
  }

  Future<?> limitHandshake() throws IOException {
    return proxy.later(client::close, proxy.settings().handshakeLimit());
  }

  Keys keys() {
    return proxy.keys();
  }

  void handshakeFailed(IOException why) throws IOException {
    throw why;
  }

  void secure(byte[] behind) throws IOException {
    var in = new ByteArrayInputStream(behind);
    var tls = (SSLSocket) keys().tls().getSocketFactory().createSocket(client.socket(), in, false);
    configure(tls);
    tls.startHandshake();
    client.through(tls.getInputStream(), tls.getOutputStream(), goodbye(tls));
  }

  Leg.Goodbye goodbye(SSLSocket tls) {
    return tls::shutdownOutput;
  }

  void configure(SSLSocket tls) {
    modern(tls);
    var parameters = tls.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"pop3"});
    tls.setSSLParameters(parameters);
  }

  /** Versions and cipher suites of today, and one handshake. */
  final void modern(SSLSocket tls) {
    tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    tls.setEnabledCipherSuites(
        Stream.of(tls.getSupportedCipherSuites())
            .filter(suite -> suite.matches("TLS_(AES|CHACHA20|ECDHE_.*GCM|ECDHE_.*CHACHA20).*"))
            .toArray(String[]::new));
    var handshakes = new AtomicInteger();
    tls.addHandshakeCompletedListener(
        done -> {
          if (handshakes.incrementAndGet() > 1) {
            renegotiated();
          }
        });
  }

  /** It cannot be refused beforehand but for all of the JVM. */
  void renegotiated() {
    client.close();
  }

  /** Nothing said in clear counts inside TLS: if need be on another backend connection. */
  void forget() throws IOException {
    if (soiled || !backend().quiet()) {
      redial();
    }
  }

  /** Another backend connection, its greeting unsaid. */
  final void redial() throws IOException {
    backend().close();
    dial();
    backendLine();
  }

  // ---- after login ----

  final void relay() throws IOException {
    Future<?> back = proxy.run(this::relayToClient);
    relayToBackend();
    SoundProxy.await(back);
  }

  private void relayToBackend() throws IOException {
    for (Optional<byte[]> some = client.some(); some.isPresent(); some = client.some()) {
      heardClient();
      fromClient(some.get());
    }
    clientFinished();
  }

  void heardClient() {
    touch();
  }

  void heardBackend() {
    touch();
  }

  void fromClient(byte[] octets) throws IOException {
    backend().write(octets);
  }

  void clientFinished() throws IOException {
    backend().finish();
  }

  private void relayToClient() {
    try {
      Leg from = backend();
      for (Optional<byte[]> some = from.some(); some.isPresent(); some = from.some()) {
        heardBackend();
        Future<?> limit = limitWrite();
        fromBackend(some.get());
        limit.cancel(false);
      }
      backendFinished();
    } catch (IOException broken) {
      backendBroken();
    }
  }

  Future<?> limitWrite() {
    return proxy.later(client::close, proxy.settings().writeLimit());
  }

  void backendBroken() {
    client.close();
  }

  void fromBackend(byte[] octets) throws IOException {
    client.write(octets);
  }

  void backendFinished() throws IOException {
    client.finish();
  }
}
