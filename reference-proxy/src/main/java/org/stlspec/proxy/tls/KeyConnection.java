package org.stlspec.proxy.tls;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.SignatureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.ErrnoException;
import org.stlspec.proxy.posix.Mail;

/**
 * Asks a {@link KeyHolder} in another process, one question at a time.
 *
 * <p>Event loops wait here, so they wait once only: as long as an answer is overdue, further
 * questions fail at once. When it comes after all, questions are welcome again.
 */
final class KeyConnection {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int EAGAIN = 11;
  private static final Duration A_LOOK = Duration.ofMillis(1);

  private final Descriptor socket;
  private final Consumer<String> log;
  private long asked;
  private long answered;
  private boolean failing;
  private boolean closed;

  /**
   * Takes the socket over.
   *
   * @param log takes a line when answers begin to fail, and one when they come again
   */
  KeyConnection(Descriptor socket, Consumer<String> log) throws IOException {
    this.socket = socket;
    this.log = log;
    socket.waitAtMost(LIMIT);
  }

  /**
   * Has it signed.
   *
   * @throws SignatureException if it was refused, or there is no answer in time
   */
  synchronized byte[] sign(SignatureScheme scheme, byte[] input) throws SignatureException {
    try {
      if (closed) throw new IOException("the connection to the key process is closed");
      ByteBuffer signature = ask(scheme, input);
      failing(false, "key answers=again");
      if (signature.hasRemaining()) return octets(signature);
    } catch (IOException | BufferUnderflowException e) {
      failing(true, "key failed=\"" + e.getMessage() + "\"");
      throw new SignatureException(e.getMessage(), e);
    }
    throw new SignatureException("the key process refuses to sign this");
  }

  private void failing(boolean now, String line) {
    if (failing != now) log.accept(line);
    failing = now;
  }

  private static byte[] octets(ByteBuffer signature) {
    byte[] octets = new byte[signature.remaining()];
    signature.get(octets);
    return octets;
  }

  private ByteBuffer ask(SignatureScheme scheme, byte[] input) throws IOException {
    if (answered < asked) takeLate();
    var request = new SignatureRequest(asked + 1, scheme.code(), ByteBuffer.wrap(input));
    new Mail(request.octets(), Optional.empty()).send(socket);
    asked++;
    return reply().signature();
  }

  private void takeLate() throws IOException {
    socket.waitAtMost(A_LOOK);
    try {
      reply();
    } finally {
      socket.waitAtMost(LIMIT);
    }
  }

  private SignatureReply reply() throws IOException {
    SignatureReply reply =
        next()
            .map(mail -> SignatureReply.of(mail.octets()))
            .orElseThrow(() -> new IOException("the key process has ended"));
    if (reply.number() != asked) throw new IOException("the key process answers out of turn");
    answered = asked;
    return reply;
  }

  private Optional<Mail> next() throws IOException {
    try {
      return Mail.receive(socket, SignatureReply.LONGEST);
    } catch (ErrnoException e) {
      if (e.errno() == EAGAIN) throw new IOException("the key process does not answer", e);
      throw e;
    }
  }

  /** Gives the socket back, at which the other process ends. */
  synchronized void close() throws IOException {
    if (!closed) socket.close();
    closed = true;
  }
}
