package org.stlspec.fault;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;

/** After the login: octets, both ways. */
abstract class RelayPhase extends TlsPhase {
  final void relay() throws IOException {
    Future<?> back = proxy().run(this::relayToClient);
    relayToBackend();
    SoundProxy.await(back);
  }

  private void relayToBackend() throws IOException {
    for (Optional<byte[]> some = client().some(); some.isPresent(); some = client().some()) {
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
    return proxy().later(client()::close, proxy().settings().writeLimit());
  }

  void backendBroken() {
    client().close();
  }

  void fromBackend(byte[] octets) throws IOException {
    client().write(octets);
  }

  void backendFinished() throws IOException {
    client().finish();
  }
}
