package org.stlspec.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A ClientHello as it came in, and answers to it.
 *
 * @param record with its header, one character an octet
 */
record Hello(String record) {
  private static final int RECORD_VERSION = 1;
  private static final int VERSION = 9;
  private static final int SESSION_ID = 43;
  private static final String MADE_BY_HAND = "nothing random about it";

  /** Whether it asks for an answer only: nobody would complete its handshake. */
  boolean madeByHand() {
    return has(MADE_BY_HAND);
  }

  boolean has(String octets) {
    return record.contains(octets);
  }

  int recordVersion() {
    return number(RECORD_VERSION);
  }

  int version() {
    return number(VERSION);
  }

  boolean offersTls13() {
    return has("\0\53\0\3\2\3\4");
  }

  int firstSuite() {
    return number(SESSION_ID + 1 + record.charAt(SESSION_ID) + 2);
  }

  int firstCompression() {
    int suites = SESSION_ID + 1 + record.charAt(SESSION_ID);
    return record.charAt(suites + 2 + number(suites) + 1);
  }

  /** Nothing, if it ends before. */
  private int number(int at) {
    if (record.length() < at + 2) return 0;
    return (record.charAt(at) << 8) + record.charAt(at + 1);
  }

  /** A ServerHello that chooses so; behind it nothing comes. */
  static byte[] answer(int version, int suite, int compression, String extensions) {
    var body = new ByteArrayOutputStream();
    two(body, version);
    body.writeBytes(new byte[32 + 1]);
    two(body, suite);
    body.write(compression);
    two(body, extensions.length());
    body.writeBytes(extensions.getBytes(StandardCharsets.ISO_8859_1));
    var message = new ByteArrayOutputStream();
    message.write(22);
    two(message, 0x0303);
    two(message, 4 + body.size());
    message.write(2);
    message.write(0);
    two(message, body.size());
    message.writeBytes(body.toByteArray());
    return message.toByteArray();
  }

  private static void two(ByteArrayOutputStream to, int number) {
    to.write(number >> 8);
    to.write(number);
  }
}
