package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;

/**
 * What the network process can say to the launcher. Each kind has one length; no descriptor, no
 * name and no path comes with it.
 */
sealed interface Request {
  byte VERSION = 1;

  /** It has given up its rights, and waits to be looked at. */
  record Confined() implements Request {}

  /**
   * It wants a connection to the backend.
   *
   * @param number higher than all before
   */
  record Session(long number, Client client) implements Request {}

  /** It has closed that connection. */
  record Ended(long number) implements Request {}

  /** The first octet is the version, the second one of these. */
  byte CONFINED = 1;

  byte SESSION = 2;
  byte ENDED = 3;

  int HEAD = 2;
  int ENDED_LENGTH = HEAD + Long.BYTES;
  int SESSION_LENGTH = HEAD + Long.BYTES + Client.LENGTH;

  /** Octets to receive at once, with one to spare: by it a message that is too long is noticed. */
  int ROOM = SESSION_LENGTH + 1;

  /** As it is sent. */
  default Mail mail() {
    var octets = ByteBuffer.allocate(SESSION_LENGTH).put(VERSION);
    if (this instanceof Session session) {
      octets.put(SESSION).putLong(session.number());
      session.client().write(octets);
    } else if (this instanceof Ended ended) {
      octets.put(ENDED).putLong(ended.number());
    } else octets.put(CONFINED);
    return new Mail(octets.flip(), Optional.empty());
  }

  /**
   * As it was received.
   *
   * @throws ForgedException if it is none of the three, to the octet
   */
  static Request read(Mail mail) throws ForgedException {
    if (mail.descriptor().isPresent()) {
      close(mail.descriptor().get());
      throw new ForgedException("a descriptor came with it");
    }
    ByteBuffer octets = mail.octets();
    int length = octets.remaining();
    if (length < HEAD) throw new ForgedException("length " + length);
    if (octets.get() != VERSION) throw new ForgedException("unknown version");
    byte kind = octets.get();
    if (length != length(kind)) throw new ForgedException("length " + length + " of kind " + kind);
    return switch (kind) {
      case SESSION -> new Session(octets.getLong(), Client.read(octets));
      case ENDED -> new Ended(octets.getLong());
      default -> new Confined();
    };
  }

  private static int length(byte kind) throws ForgedException {
    return switch (kind) {
      case CONFINED -> HEAD;
      case SESSION -> SESSION_LENGTH;
      case ENDED -> ENDED_LENGTH;
      default -> throw new ForgedException("unknown kind " + kind);
    };
  }

  private static void close(Descriptor unwanted) {
    try {
      unwanted.close();
    } catch (IOException e) {
      // it is gone in any case
    }
  }
}
