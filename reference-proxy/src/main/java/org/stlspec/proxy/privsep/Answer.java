package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;

/** What the launcher says to the network process. */
sealed interface Answer {

  /**
   * What clients are to be shown from now on.
   *
   * @param certificate chain and key; the chain alone if there is a key process
   * @param keyProcess the socket to it
   */
  record Show(ByteBuffer certificate, Optional<Descriptor> keyProcess) implements Answer {}

  /** Its rights are gone as they should: clients may be let in. */
  record Serve() implements Answer {}

  /**
   * What became of a wish for a connection.
   *
   * @param connection the connection, if there is one
   */
  record Outcome(long number, Status status, Optional<Descriptor> connection) implements Answer {}

  /** How it went; the log of the launcher says more. */
  enum Status {
    OPEN(0, "is there"),
    BUSY(1, "has too many sessions"),
    FAILED(2, "could not be started");

    private final byte code;
    private final String why;

    Status(int code, String why) {
      this.code = (byte) code;
      this.why = why;
    }

    static Status of(byte code) {
      return code == OPEN.code ? OPEN : code == BUSY.code ? BUSY : FAILED;
    }

    /** What to say of the backend. */
    String why() {
      return why;
    }
  }

  byte SHOW = 1;
  byte SERVE = 2;
  byte OUTCOME = 3;

  /** More than chains and keys ever take, and less than the kernel takes in one message. */
  int LONGEST_CERTIFICATE = 64 * 1024;

  int OUTCOME_LENGTH = Long.BYTES + 1;
  int ROOM = 1 + LONGEST_CERTIFICATE;

  /** As it is sent. */
  default Mail mail() {
    if (this instanceof Show show) {
      ByteBuffer certificate = show.certificate().duplicate();
      var octets = ByteBuffer.allocate(1 + certificate.remaining());
      return new Mail(octets.put(SHOW).put(certificate).flip(), show.keyProcess());
    }
    if (this instanceof Outcome outcome) {
      var octets = ByteBuffer.allocate(1 + OUTCOME_LENGTH).put(OUTCOME).putLong(outcome.number());
      return new Mail(octets.put(outcome.status().code).flip(), outcome.connection());
    }
    return new Mail(ByteBuffer.wrap(new byte[] {SERVE}), Optional.empty());
  }

  /** As it was received. */
  static Answer read(Mail mail) throws IOException {
    ByteBuffer octets = mail.octets();
    byte kind = octets.get();
    return switch (kind) {
      case SHOW -> new Show(octets, mail.descriptor());
      case SERVE -> new Serve();
      case OUTCOME -> new Outcome(octets.getLong(), Status.of(octets.get()), mail.descriptor());
      default -> throw new IOException("the launcher says something unknown: " + kind);
    };
  }
}
