package org.stlspec.cases;

import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Client;
import org.stlspec.wire.ClientHello;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.HelloAnswer;
import org.stlspec.wire.TlsOptions;
import org.stlspec.wire.TlsOptions.Engine;

/** Greeting and STLS on the way to a handshake that matters. */
final class Upgrade {
  /** Alerts by their names, and records of any kind. */
  static final TlsOptions BC = TlsOptions.usual().engine(Engine.BC);

  private Upgrade() {}

  /** The client stands where its ClientHello is due. */
  static Client begun(Client client) {
    client.greeting().ok();
    client.command("STLS").ok();
    return client;
  }

  static Handshake with(TlsOptions options, Client client) {
    return begun(client).handshake(options);
  }

  /**
   * TLS 1.3 on the engine that shows its inside.
   *
   * @throws NotApplicable if the target has no TLS 1.3
   */
  static Client toTls13(Client client) {
    Handshake handshake = with(BC.versions(TlsOptions.TLS_1_3), client);
    if (!handshake.established()) {
      throw new NotApplicable("no TLS 1.3: " + handshake.seen());
    }
    return client;
  }

  /** TLS 1.2 on the same engine. */
  static Client toTls12(Client client) {
    with(BC.versions(TlsOptions.TLS_1_2), client).ok();
    return client;
  }

  static HelloAnswer with(ClientHello hello, Client client) {
    return begun(client).answerTo(hello);
  }
}
