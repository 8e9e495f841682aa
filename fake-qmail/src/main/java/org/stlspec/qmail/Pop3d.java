package org.stlspec.qmail;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;

/** qmail-pop3d MAILDIR: the TRANSACTION state over a Maildir. Deletes at QUIT, and only then. */
public final class Pop3d implements CheckPassword.Subprogram {

  /** Any account but root. */
  static final long SOME_USER = 1000;

  private final Path maildir;
  private final long uid;
  private final Duration idleLimit;

  /** For an ordinary account, with the idle limit of the real one. */
  public Pop3d(Path maildir) {
    this(maildir, SOME_USER, Popup.IDLE_LIMIT);
  }

  /**
   * Describes the program; {@link #run} runs it.
   *
   * @param uid the user the program would run as; it refuses to be root (0)
   * @param idleLimit how long it waits for the next octet before it leaves without a word
   */
  public Pop3d(Path maildir, long uid, Duration idleLimit) {
    this.maildir = maildir;
    this.uid = uid;
    this.idleLimit = idleLimit;
  }

  @Override
  public int run(Connection network) {
    if (uid == 0) {
      network.diagnose("qmail-pop3d invoked as uid 0, terminating");
      return Child.REFUSED;
    }
    try {
      serve(network);
    } catch (IOException ended) {
      // Gone, idle for too long or closed from here: the real one leaves without a word, too.
    }
    return Child.SUCCESS;
  }

  private void serve(Connection network) throws IOException {
    var replies = new Replies(network, Pop3dSession.BUFFER);
    Pop3dSession session;
    try {
      session = Pop3dSession.over(Maildir.at(maildir), replies);
    } catch (NotDirectoryException missing) {
      replies.error("this user has no $HOME/Maildir");
      return;
    } catch (IOException unreadable) {
      replies.error("unable to scan $HOME/Maildir");
      return;
    }
    replies.ok();
    session.answerAll(new CommandReader(network, idleLimit));
  }
}
