package org.stlspec.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

/**
 * A scriptable POP3 client: sends exactly the octets it is told, in the segments it is told, and
 * reads no further than asked. It connects at the first use.
 */
public final class Client implements AutoCloseable {
  private final InetSocketAddress target;
  private final Duration patience;
  private final Transcript transcript;
  private Optional<Wire> wire = Optional.empty();
  private Optional<Prepared> prepared = Optional.empty();
  private String last = "the connection";

  /**
   * A client that is not connected yet.
   *
   * @param patience how long to wait for anything before it counts as silence
   */
  public Client(InetSocketAddress target, Duration patience, Transcript transcript) {
    this.target = target;
    this.patience = patience;
    this.transcript = transcript;
  }

  /**
   * Connects now rather than at the first use.
   *
   * @throws Inconclusive if the target does not accept the connection
   */
  public Client connect() {
    wire();
    return this;
  }

  /** Connects now, where not to be accepted is what is looked for. */
  public Client mustConnect(String expected) {
    try {
      return connect();
    } catch (Inconclusive refused) {
      throw new Finding(expected, refused.getMessage());
    }
  }

  private Wire wire() {
    if (wire.isEmpty()) {
      try {
        wire = Optional.of(new Wire(target, patience, transcript));
      } catch (IOException e) {
        throw new Inconclusive("a connection to " + target, e.getMessage());
      }
    }
    return wire.get();
  }

  // ---- octets ----

  /** Sends octets in one write, inside TLS in one record. */
  public Client send(String octets) {
    return send(Octets.of(octets));
  }

  public Client send(Octets octets) {
    last = "'" + octets.brief(60) + "'";
    wire().send(octets);
    return this;
  }

  /** Sends octets past whatever layer is on: garbage instead of records, clear text inside TLS. */
  public Client sendRaw(Octets octets) {
    wire().sendRaw(octets);
    return this;
  }

  /** One write an octet, far enough apart to travel in segments of their own. */
  public Client sendOctetwise(String octets) {
    for (int i = 0; i < octets.length(); i++) {
      send(octets.substring(i, i + 1));
      breathe();
    }
    last = "'" + Octets.of(octets) + "'";
    return this;
  }

  /** Lets the octets sent so far become a segment of their own; nothing depends on its length. */
  public Client breathe() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return this;
  }

  /** Octets that arrived and were not yet read. */
  public int unread() {
    return wire().unread().size();
  }

  /** The next {@code count} octets, or fewer if the target ends or falls silent. */
  public Octets read(int count) {
    Wire from = wire();
    while (from.unread().size() < count && from.more(Deadline.in(patience)).isEmpty()) {
      // more
    }
    return Octets.of(from.unread().take(Math.min(count, from.unread().size())));
  }

  /**
   * Reads the next {@code count} octets, or fewer, without keeping them.
   *
   * @return how many came, and their SHA-256
   */
  public Digest digest(long count) {
    Wire from = wire();
    var digesting = new Digest.Digesting();
    Optional<End> end = Optional.empty();
    while (digesting.count() < count && end.isEmpty()) {
      long wanted = Math.min(count - digesting.count(), from.unread().size());
      digesting.add(from.unread().take((int) wanted));
      end = digesting.count() < count ? from.more(Deadline.in(patience)) : end;
    }
    return digesting.done();
  }

  // ---- lines ----

  /** The greeting: the first line after the connection. */
  public Reply greeting() {
    connect();
    return reply();
  }

  /** The next line, whole, or what there is of it and why no more came. */
  public Reply reply() {
    return reply(patience);
  }

  public Reply reply(Duration limit) {
    Wire from = wire();
    Deadline deadline = Deadline.in(limit);
    Optional<End> end = Optional.empty();
    int searched = 0;
    int length;
    while ((length = from.unread().behindLineFeed(searched)) < 0 && end.isEmpty()) {
      searched = from.unread().size();
      end = from.more(deadline);
    }
    int count = length < 0 ? from.unread().size() : length;
    return new Reply(
        last, Octets.of(from.unread().take(count)), length < 0 ? end : Optional.empty());
  }

  /** Sends a command line, CRLF added, and reads one line. */
  public Reply command(String line) {
    send(line + "\r\n");
    return reply();
  }

  /** As {@link #command}, but waits longer: targets may slow down what follows a refused login. */
  public Reply login(String line) {
    send(line + "\r\n");
    return reply(patience.multipliedBy(6));
  }

  /** Sends a command line, CRLF added, and reads a multi-line response if it is positive. */
  public MultiLine list(String line) {
    send(line + "\r\n");
    return multiLine();
  }

  /** Reads a multi-line response, or one line if it is not positive. */
  public MultiLine multiLine() {
    Reply status = reply();
    return status.positive()
        ? MultiLineReader.read(status, this::reply, Deadline.in(patience.multipliedBy(12)))
        : new MultiLine(status, List.of(), status.octets(), false, status.seen());
  }

  public MultiLine capa() {
    return list("CAPA");
  }

  /** USER and PASS; inconclusive unless both are accepted. */
  public Client login(Account account) {
    command("USER " + account.name()).ok();
    login("PASS " + account.password()).ok();
    return this;
  }

  /** Greeting, STLS, handshake; inconclusive unless all three succeed. */
  public Client secured() {
    greeting().ok();
    stls();
    return this;
  }

  // ---- TLS ----

  /** A layer whose ClientHello is made, and what is done to its flights. */
  private record Prepared(TlsLayer layer, UnaryOperator<Octets> flights) {}

  /** STLS and the handshake; inconclusive unless both succeed. */
  public Handshake stls() {
    command("STLS").ok();
    return handshake().ok();
  }

  public Handshake handshake() {
    return handshake(TlsOptions.usual());
  }

  /** A TLS handshake from here on. */
  public Handshake handshake(TlsOptions options) {
    sendRaw(hello(options));
    return finishHandshake();
  }

  /** Makes a ClientHello without sending it, for those who send it in odd places. */
  public Octets hello(TlsOptions options) {
    TlsLayer layer = TlsLayer.of(options);
    prepared = Optional.of(new Prepared(layer, options.flights()));
    return options.flights().apply(Octets.of(layer.hello()));
  }

  /** Completes the handshake whose {@link #hello} has been sent. */
  public Handshake finishHandshake() {
    Prepared made = prepared.orElseThrow(() -> new IllegalStateException("no ClientHello made"));
    prepared = Optional.empty();
    wire().install(made.layer(), made.flights());
    return completed();
  }

  private Handshake completed() {
    last = "the TLS handshake";
    Wire through = wire();
    Optional<End> end = through.handshake(Deadline.in(patience));
    return new Handshake(
        end.isEmpty() ? Optional.of(through.facts()) : Optional.empty(),
        end,
        through.clearAfterSwitch());
  }

  /** Sends a ClientHello made by hand and reads what is said to it. */
  public HelloAnswer answerTo(ClientHello hello) {
    return answerTo(hello.octets());
  }

  public HelloAnswer answerTo(Octets hello) {
    sendRaw(hello);
    last = "a ClientHello";
    return HelloAnswer.from(this);
  }

  /**
   * Sends one encrypted record of any content type; needs {@link TlsOptions.Engine#BC}.
   *
   * @param type such as {@link Records#ALERT}
   */
  public Client sendRecord(int type, String content) {
    wire().sendRecord(type, Octets.of(content));
    return this;
  }

  /** Changes the keys of both directions (RFC 8446 section 4.6.3); needs the BC engine. */
  public Client updateKeys() {
    wire().inTls(TlsLayer::updateKeys);
    return this;
  }

  /** Another handshake inside TLS 1.2 (RFC 5746); needs the JSSE engine. */
  public Handshake renegotiate() {
    wire().inTls(TlsLayer::renegotiate);
    return completed();
  }

  /** What happened behind the handshake, as far as octets were read since. */
  public Aftermath aftermath() {
    return wire().aftermath();
  }

  // ---- ends ----

  /**
   * Reads until the target ends the connection, or for as long as patience lasts.
   *
   * @return what still came, and the end
   */
  public Reply rest() {
    return rest(patience);
  }

  public Reply rest(Duration limit) {
    Wire from = wire();
    Deadline deadline = Deadline.in(limit);
    Optional<End> end;
    do {
      end = from.more(deadline);
    } while (end.isEmpty());
    return new Reply(last, Octets.of(from.unread().takeAll()), end);
  }

  /**
   * Reads until the end of the connection.
   *
   * @throws Finding if the target keeps it open or still sends octets
   */
  public Reply mustEnd(String expected) {
    Reply rest = rest();
    if (!rest.left() || !rest.octets().isEmpty()) {
      throw new Finding(expected, rest.seen());
    }
    return rest;
  }

  /** What still comes behind the target's close_notify, as it comes: in clear or not. */
  public Octets behindTls() {
    return wire().behindTls(Deadline.in(patience));
  }

  /** How the TCP connection ends, past a close_notify; octets on the way are not looked at. */
  public End closed() {
    return wire().closed(Deadline.in(patience));
  }

  /** Sends a close_notify alert; the connection stays open. */
  public Client closeNotify() {
    wire().closeNotify();
    return this;
  }

  /** Sends FIN; replies can still be read. */
  public Client finish() {
    wire().finish();
    return this;
  }

  /** Sends RST. */
  public void reset() {
    wire().reset();
  }

  @Override
  public void close() {
    wire.ifPresent(Wire::close);
  }
}
