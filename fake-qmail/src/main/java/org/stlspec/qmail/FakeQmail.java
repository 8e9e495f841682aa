package org.stlspec.qmail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code tcpserver qmail-popup HOST checkpassword qmail-pop3d MAILDIR} in one JVM. */
public final class FakeQmail implements AutoCloseable {

  private final TcpServer server;

  private FakeQmail(TcpServer server) {
    this.server = server;
  }

  /**
   * Listens; diagnostics go to the standard error output.
   *
   * @param where port 0 takes any free one
   * @param host stands in the greeting's timestamp
   * @param maildir the one maildrop of all accounts
   * @param accounts passwords by name
   * @throws java.nio.file.NotDirectoryException if there is no such maildir
   * @throws IOException if the address cannot be bound
   */
  public static FakeQmail listen(
      InetSocketAddress where, String host, Path maildir, Map<String, String> accounts)
      throws IOException {
    Maildir.at(maildir);
    return new FakeQmail(TcpServer.listen(where, chain(host, maildir, accounts)));
  }

  /** The chain behind somebody else's listener, with the idle limits of the real programs. */
  public static Program chain(String host, Path maildir, Map<String, String> accounts) {
    return chain(host, maildir, accounts, Popup.IDLE_LIMIT);
  }

  /** The chain with another idle limit for both qmail-popup and qmail-pop3d. */
  public static Program chain(
      String host, Path maildir, Map<String, String> accounts, Duration idleLimit) {
    var pop3d = new Pop3d(maildir, Pop3d.SOME_USER, idleLimit);
    return new Popup(host, new CheckPassword(accounts, pop3d), idleLimit);
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Connects are refused; sessions go on. */
  public void suspend() {
    server.suspend();
  }

  /** Listens again on the same port. */
  public void resume() {
    server.resume();
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    server.close();
  }
}
