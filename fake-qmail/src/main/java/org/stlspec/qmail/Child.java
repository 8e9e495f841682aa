package org.stlspec.qmail;

import java.io.IOException;

/**
 * The checkpassword interface, seen from its caller: a program that finds name, password and
 * timestamp on descriptor 3 and the network on descriptors 0 and 1.
 *
 * <p>The child reads the input for itself, limits included, so that a checkpassword program outside
 * this JVM can stand here as well.
 */
@FunctionalInterface
public interface Child {

  /** The password was right, and the session was served to its end. */
  int SUCCESS = 0;

  /** Wrong name or password. */
  int REFUSED = 1;

  /** The caller broke the interface. */
  int MISUSED = 2;

  /** Something that may be better next time. */
  int TEMPORARY = 111;

  /**
   * Runs the child.
   *
   * @param descriptor3 name NUL password NUL timestamp NUL, as it comes from the network: of any
   *     length, possibly with more behind it
   * @param network the connection, from the first octet the caller has not read
   * @return the exit status, 0 to 255
   * @throws HandOverException if the child did not get as far as to have its input
   * @throws IOException if the connection broke
   * @throws RuntimeException if the child crashed
   */
  int run(byte[] descriptor3, Connection network) throws IOException;
}
