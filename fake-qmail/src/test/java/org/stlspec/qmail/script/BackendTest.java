package org.stlspec.qmail.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.stlspec.qmail.Client;
import org.stlspec.qmail.Loopback;

/** A scripted backend for each test. */
abstract class BackendTest {

  /** Only a backend that is broken makes a test wait for so long. */
  static final Duration LIMIT = Duration.ofSeconds(20);

  ScriptedBackend backend;

  @BeforeEach
  void listen() throws IOException {
    backend = ScriptedBackend.listen(Loopback.any());
  }

  @AfterEach
  void close() {
    backend.close();
  }

  /** A client behind a greeting that is easy to expect. */
  Client play(Script script) throws IOException {
    backend.play(script);
    return Client.greeted(backend.address());
  }

  Session session(int number) {
    return backend.session(number, LIMIT).orElseThrow();
  }

  List<Event.Kind> kinds() {
    return backend.events().stream().map(Event::kind).toList();
  }

  /** The writes, as text. */
  List<String> sent() {
    return backend.events().stream()
        .filter(event -> event.kind() == Event.Kind.SENT)
        .map(event -> text(event.octets()))
        .toList();
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
