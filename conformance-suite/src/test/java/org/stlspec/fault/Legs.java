package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.stlspec.target.Target;

/** The two connections of a session: where they come from, how they are read, when they end. */
abstract class Legs {
  private SoundProxy proxy;
  private Leg client;
  private Optional<Leg> backend = Optional.empty();
  private Optional<Origin> origin = Optional.empty();
  private Future<?> idle = CompletableFuture.completedFuture("not yet");

  final void begin(SoundProxy by, Leg newcomer) throws IOException {
    proxy = by;
    client = newcomer;
    touch();
    if (proxy.settings().expectsHeader()) {
      origin = Optional.of(introduced());
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

  void dial() throws IOException {
    backend = Optional.of(Leg.to(proxy.settings().backend()));
    Optional<byte[]> introduction = introduction();
    if (introduction.isPresent()) {
      backend().write(introduction.get());
    }
  }

  final Line backendLine() throws IOException {
    return backend().line().orElseThrow(() -> new EOFException("the backend has left"));
  }

  final void say(String text) throws IOException {
    client.write(new Line(text).octets());
  }

  Line clientLine() throws IOException {
    Line line = client.line().orElseThrow(() -> new EOFException("the client has left"));
    touch();
    return line;
  }

  Line backendGreeting() throws IOException {
    Future<?> limit = proxy.later(backend()::close, proxy.settings().greetingLimit());
    try {
      return backendLine();
    } finally {
      limit.cancel(false);
    }
  }

  /** Something came, from whom ever. */
  final void touch() {
    idle.cancel(false);
    idle = proxy.later(this::idleTooLong, proxy.settings().idleLimit());
  }

  void idleTooLong() {
    backend.ifPresent(Leg::close);
    client.close();
  }

  /** The backend hears nothing; the client can still read all that was said. */
  void hangUp() {
    idle.cancel(false);
    backend.ifPresent(Leg::close);
    client.finish();
    client.linger();
    proxy.gone(client);
  }
}
