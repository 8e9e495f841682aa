package org.stlspec.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.stlspec.wire.Transcript.From;
import org.stlspec.wire.Transcript.Leg;

/** One connection to the target: octets out in the segments asked for, octets in, all noted. */
final class Wire implements AutoCloseable {
  /** Unread octets beyond which a wait ends: a target must not fill the memory of the suite. */
  static final int FLOOD = 32 << 20;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Transcript transcript;
  private final byte[] chunk = new byte[65536];
  private final OctetQueue unread = new OctetQueue();
  private Optional<TlsLayer> tls = Optional.empty();
  private Optional<End> end = Optional.empty();
  private UnaryOperator<Octets> flights = UnaryOperator.identity();
  private Octets clearAfterSwitch = Octets.NONE;
  private boolean firstRecordSeen;

  Wire(InetSocketAddress target, Duration patience, Transcript transcript) throws IOException {
    this.transcript = transcript;
    socket = new Socket();
    if (connected(target, patience)) {
      in = socket.getInputStream();
      out = socket.getOutputStream();
      note(From.CLIENT, "connected from port " + socket.getLocalPort());
    } else {
      in = InputStream.nullInputStream();
      out = OutputStream.nullOutputStream();
      ended(End.RESET);
    }
  }

  /** False if the target accepted and reset so fast that there is no socket any more. */
  private boolean connected(InetSocketAddress target, Duration patience) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.connect(target, (int) patience.toMillis());
      return true;
    } catch (SocketException e) {
      socket.close();
      // Its subclasses are refusals and failures on the way.
      if (e.getClass() == SocketException.class) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** One write; inside TLS one record a write (more only past 16 KiB). */
  void send(Octets octets) {
    transcript.octets(Leg.CLIENT, From.CLIENT, tls.isPresent(), octets);
    if (tls.isPresent()) {
      tls.get().seal(octets.bytes());
      write(tls.get().outgoing());
    } else {
      write(octets.bytes());
    }
  }

  /** Straight to the socket, whatever layer is on. */
  void sendRaw(Octets octets) {
    transcript.octets(Leg.CLIENT, From.CLIENT, false, octets);
    write(octets.bytes());
  }

  /** One encrypted record, whatever its content type. */
  void sendRecord(int type, Octets content) {
    transcript.octets(Leg.CLIENT, From.CLIENT, true, content);
    note(From.CLIENT, "(as a record of content type " + type + ")");
    inTls(layer -> layer.seal(type, content.bytes()));
  }

  /** Has the layer do something, and sends what it then wants to send. */
  void inTls(Consumer<TlsLayer> act) {
    TlsLayer layer = tls.orElseThrow();
    act.accept(layer);
    write(layer.outgoing());
  }

  TlsFacts facts() {
    return tls.orElseThrow().facts();
  }

  Aftermath aftermath() {
    return tls.orElseThrow().aftermath();
  }

  private void write(byte[] octets) {
    try {
      out.write(octets);
      out.flush();
    } catch (IOException e) {
      // What arrived before is still to be read; the end shows when it runs out.
      note(From.TARGET, "could not be written to: " + e.getMessage());
    }
  }

  OctetQueue unread() {
    return unread;
  }

  Optional<End> end() {
    return end;
  }

  /**
   * Waits for more octets to be {@link #unread()}.
   *
   * @return empty when some came; else why none did
   */
  Optional<End> more(Deadline deadline) {
    int before = unread.size();
    if (before >= FLOOD) {
      return Optional.of(End.flood(FLOOD));
    }
    while (end.isEmpty() && unread.size() == before) {
      Optional<End> silence = receive(deadline);
      if (silence.isPresent()) {
        return silence;
      }
    }
    return unread.size() > before ? Optional.empty() : end;
  }

  /** One read from the socket; the answer is present only if time ran out. */
  private Optional<End> receive(Deadline deadline) {
    if (deadline.over()) {
      return Optional.of(End.silence(deadline.length()));
    }
    try {
      socket.setSoTimeout(deadline.remainingMillis());
      int count = in.read(chunk);
      if (count < 0) {
        ended(tls.isPresent() && tls.get().established() ? End.TRUNCATION : End.FIN);
      } else {
        arrived(Arrays.copyOf(chunk, count));
      }
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.of(End.silence(deadline.length()));
    } catch (SocketException e) {
      ended(End.RESET);
      return Optional.empty();
    } catch (IOException e) {
      ended(End.alert(e.getMessage()));
      return Optional.empty();
    }
  }

  private void ended(End how) {
    end = Optional.of(how);
    note(From.TARGET, how.seen());
  }

  private void arrived(byte[] octets) {
    if (tls.isEmpty()) {
      transcript.octets(Leg.CLIENT, From.TARGET, false, Octets.of(octets));
      unread.add(octets);
      return;
    }
    TlsLayer layer = tls.get();
    if (!layer.established() && clearAfterSwitch.isEmpty() && !beginsRecord(octets)) {
      clearAfterSwitch = Octets.of(octets);
      transcript.octets(Leg.CLIENT, From.TARGET, false, clearAfterSwitch);
    }
    boolean before = layer.established();
    layer.feed(octets);
    byte[] answer = layer.outgoing();
    write(before ? answer : flights.apply(Octets.of(answer)).bytes());
    byte[] plain = layer.plaintext();
    if (plain.length > 0) {
      transcript.octets(Leg.CLIENT, From.TARGET, true, Octets.of(plain));
      unread.add(plain);
    }
    if (!layer.failure().isEmpty()) {
      ended(End.alert(layer.failure()));
    } else if (layer.closedByPeer()) {
      ended(End.CLOSE_NOTIFY);
    }
  }

  /** Content types 20 to 23 (RFC 8446 section 5.1); text never begins so. */
  private boolean beginsRecord(byte[] octets) {
    boolean first = !firstRecordSeen;
    firstRecordSeen = true;
    return !first || (octets[0] >= 20 && octets[0] <= 23);
  }

  /** What came in clear where the first TLS record was due; empty in a sound upgrade. */
  Octets clearAfterSwitch() {
    return clearAfterSwitch;
  }

  /** Puts the layer between socket and reader; octets not yet read belong to it from now on. */
  void install(TlsLayer layer, UnaryOperator<Octets> ownFlights) {
    tls = Optional.of(layer);
    flights = ownFlights;
    if (unread.size() > 0) {
      arrived(unread.takeAll());
    }
  }

  /** Drives the installed layer until it is established or the connection or the time is over. */
  Optional<End> handshake(Deadline deadline) {
    TlsLayer layer = tls.orElseThrow();
    while (!layer.established() && end.isEmpty()) {
      Optional<End> silence = receive(deadline);
      if (silence.isPresent()) {
        return silence;
      }
    }
    return layer.established() ? Optional.empty() : end;
  }

  /** Waits for the TCP connection itself to end, past a close_notify. */
  End closed(Deadline deadline) {
    return drained(deadline, octets -> {});
  }

  /** What comes past a close_notify until the TCP connection ends, as it is on the wire. */
  Octets behindTls(Deadline deadline) {
    var octets = new OctetQueue();
    drained(deadline, octets::add);
    return Octets.of(octets.takeAll());
  }

  private End drained(Deadline deadline, Consumer<byte[]> octets) {
    try {
      while (!deadline.over()) {
        socket.setSoTimeout(deadline.remainingMillis());
        int count = in.read(chunk);
        if (count < 0) {
          return End.FIN;
        }
        octets.accept(Arrays.copyOf(chunk, count));
      }
      return End.silence(deadline.length());
    } catch (SocketTimeoutException e) {
      return End.silence(deadline.length());
    } catch (IOException e) {
      return End.RESET;
    }
  }

  void closeNotify() {
    note(From.CLIENT, "close_notify");
    inTls(TlsLayer::closeNotify);
  }

  /** FIN: no more octets from us. */
  void finish() {
    note(From.CLIENT, "FIN");
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      note(From.TARGET, "was gone already: " + e.getMessage());
    }
  }

  /** RST. */
  void reset() {
    note(From.CLIENT, "RST");
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      note(From.TARGET, "was gone already: " + e.getMessage());
    }
    close();
  }

  private void note(From from, String note) {
    transcript.note(Leg.CLIENT, from, note);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      note(From.CLIENT, "could not close: " + e.getMessage());
    }
  }
}
