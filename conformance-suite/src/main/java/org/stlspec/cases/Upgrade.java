package org.stlspec.cases;

import org.stlspec.wire.Client;
import org.stlspec.wire.ClientHello;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.HelloAnswer;
import org.stlspec.wire.TlsOptions;

/** Greeting and STLS on the way to a handshake that matters. */
final class Upgrade {
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

  static HelloAnswer with(ClientHello hello, Client client) {
    return begun(client).answerTo(hello);
  }
}
