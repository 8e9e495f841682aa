package org.stlspec.proxy.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;

/**
 * Keeps a private key and signs TLS handshakes with it for a {@link RemoteKey} in another process,
 * and nothing but handshakes: whoever asks can take neither the key away nor signatures of other
 * things.
 */
public final class KeyHolder {
  private final Certificate certificate;
  private final Consumer<String> log;
  private boolean refused;

  /**
   * Makes it ready to sign: every kind of signature is made once, so that nothing is left to be
   * loaded.
   *
   * @param log takes a line when something is refused, the first time only
   */
  public KeyHolder(Certificate certificate, Consumer<String> log) throws GeneralSecurityException {
    this.certificate = certificate;
    this.log = log;
    for (SignatureScheme scheme : SignatureScheme.values()) {
      for (SignatureInput.Version version : SignatureInput.Version.values()) {
        byte[] input = SignatureInput.probe(version);
        if (allowed(scheme, input)) scheme.sign(certificate.key(), input);
      }
    }
  }

  /**
   * Sends the chain, which says that questions are welcome, and answers until the other side has
   * gone.
   *
   * @param socket keeps the borders of messages
   * @throws IOException if the other side sends what is no request
   */
  public void serve(Descriptor socket) throws IOException {
    send(ByteBuffer.wrap(ChainOctets.written(certificate)), socket);
    Optional<Mail> mail = next(socket);
    while (mail.isPresent()) {
      send(answer(request(mail.get())).octets(), socket);
      mail = next(socket);
    }
  }

  /** One octet more than a request has, to see when there are more. */
  private static Optional<Mail> next(Descriptor socket) throws IOException {
    return Mail.receive(socket, SignatureRequest.LONGEST + 1);
  }

  private static void send(ByteBuffer octets, Descriptor socket) throws IOException {
    new Mail(octets, Optional.empty()).send(socket);
  }

  private static SignatureRequest request(Mail mail) throws IOException {
    if (mail.descriptor().isPresent()) throw new IOException("a descriptor came with a request");
    return SignatureRequest.of(mail.octets())
        .orElseThrow(
            () -> new IOException("a request of " + mail.octets().remaining() + " octets"));
  }

  private SignatureReply answer(SignatureRequest request) {
    byte[] input = new byte[request.input().remaining()];
    request.input().get(input);
    byte[] signature = signature(request.scheme(), input);
    return new SignatureReply(request.number(), ByteBuffer.wrap(signature));
  }

  private byte[] signature(int code, byte[] input) {
    try {
      Optional<SignatureScheme> scheme = SignatureScheme.of(code);
      if (scheme.isPresent() && allowed(scheme.get(), input)) {
        return scheme.get().sign(certificate.key(), input);
      }
      refused(String.format("signature scheme 0x%04x for this input", code));
    } catch (GeneralSecurityException e) {
      refused(e.toString());
    }
    return new byte[0];
  }

  private void refused(String what) {
    if (!refused) log.accept("refused " + what);
    refused = true;
  }

  private boolean allowed(SignatureScheme scheme, byte[] input) {
    return SignatureInput.version(input)
        .filter(version -> scheme.fits(certificate.chain()[0].getPublicKey(), version))
        .isPresent();
  }
}
