package org.stlspec.qmail;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;

/**
 * A TCP connection as UCSPI hands it to a program: octets both ways on descriptors 0 and 1, facts
 * about the two ends in the environment, diagnostics on descriptor 2.
 */
public interface Connection extends AutoCloseable {

  /** Counts from 1 in the order of acceptance. */
  int number();

  /**
   * PROTO, TCPLOCALIP, TCPLOCALPORT, TCPREMOTEIP, TCPREMOTEPORT; a host name only where it is
   * known. Nothing of an outer server's environment is in it.
   */
  Map<String, String> environment();

  /**
   * Reads what has arrived, at least one octet and at most as many as the array holds.
   *
   * @param limit how long to wait for the first octet; zero waits for ever
   * @return the number of octets, or -1 behind the peer's FIN
   * @throws PeerResetException if the peer reset the connection
   * @throws SocketTimeoutException if nothing came within the limit
   * @throws IOException if the connection was closed on this side
   */
  int read(byte[] into, Duration limit) throws IOException;

  /**
   * Sends the octets in one write.
   *
   * @throws PeerResetException if the peer reset the connection
   * @throws IOException if this side's output is closed
   */
  void write(byte[] octets) throws IOException;

  /** Half-closes: the peer sees FIN behind what was written; reading goes on. */
  void finish() throws IOException;

  /** Closes both directions in the ordinary way. Does nothing when already closed. */
  @Override
  void close();

  /** Closes with RST: what the peer has not read yet may be lost. */
  void reset();

  /** One line for the operator, without line end. */
  void diagnose(String line);
}
