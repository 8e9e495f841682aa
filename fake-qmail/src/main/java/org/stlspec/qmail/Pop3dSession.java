package org.stlspec.qmail;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** The commands of qmail-pop3d over the messages of one scan. */
final class Pop3dSession {

  static final int BUFFER = 1024;

  private final Maildir maildir;
  private final List<Maildir.Message> messages;
  private final Replies replies;
  private final BitSet deleted = new BitSet();

  private Pop3dSession(Maildir maildir, List<Maildir.Message> messages, Replies replies) {
    this.maildir = maildir;
    this.messages = messages;
    this.replies = replies;
  }

  static Pop3dSession over(Maildir maildir, Replies replies) throws IOException {
    return new Pop3dSession(maildir, maildir.scan(), replies);
  }

  /** Returns behind QUIT; every other end is an exception of the reader. */
  void answerAll(CommandReader commands) throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = answer(commands.next());
    }
  }

  private boolean answer(Command command) throws IOException {
    switch (command.keyword()) {
      case "QUIT" -> quit();
      case "STAT" -> stat();
      case "LIST" -> listing(command.argument(), false);
      case "UIDL" -> listing(command.argument(), true);
      case "DELE" -> delete(command.argument());
      // The real program has one function for both: RETR takes a line count as well.
      case "RETR", "TOP" -> retrieve(command.argument());
      case "RSET" -> reset();
      case "LAST" -> reply("+OK " + deleted.length() + "\r\n");
      case "NOOP" -> replies.ok();
      default -> replies.error("unimplemented");
    }
    return !command.keyword().equals("QUIT");
  }

  private void reply(String text) throws IOException {
    replies.text(text);
    replies.flush();
  }

  /** The count includes deleted messages, the sum of the sizes does not. */
  private void stat() throws IOException {
    long octets = 0;
    for (int i = deleted.nextClearBit(0); i < messages.size(); i = deleted.nextClearBit(i + 1)) {
      octets += messages.get(i).size();
    }
    reply("+OK " + messages.size() + " " + octets + "\r\n");
  }

  private void listing(String argument, boolean uniqueIds) throws IOException {
    if (!argument.isEmpty()) {
      OptionalInt index = message(argument);
      if (index.isPresent()) {
        reply("+OK " + entry(index.getAsInt(), uniqueIds));
      }
      return;
    }
    replies.ok();
    for (int i = deleted.nextClearBit(0); i < messages.size(); i = deleted.nextClearBit(i + 1)) {
      replies.text(entry(i, uniqueIds));
    }
    reply(".\r\n");
  }

  private String entry(int index, boolean uniqueId) {
    Maildir.Message message = messages.get(index);
    Object what = uniqueId ? message.uniqueId() : message.size();
    return index + 1 + " " + what + "\r\n";
  }

  private void delete(String argument) throws IOException {
    OptionalInt index = message(argument);
    if (index.isPresent()) {
      deleted.set(index.getAsInt());
      replies.ok();
    }
  }

  private void reset() throws IOException {
    deleted.clear();
    replies.ok();
  }

  /** Answers and returns nothing if the argument names no message. */
  private OptionalInt message(String argument) throws IOException {
    var number = LeadingNumber.of(argument);
    if (number.digits() == 0) {
      return none("syntax error");
    }
    if (number.value() == 0) {
      return none("messages are counted from 1");
    }
    if (Long.compareUnsigned(number.value() - 1, messages.size()) >= 0) {
      return none("not that many messages");
    }
    int index = (int) (number.value() - 1);
    return deleted.get(index) ? none("already deleted") : OptionalInt.of(index);
  }

  private OptionalInt none(String why) throws IOException {
    replies.error(why);
    return OptionalInt.empty();
  }

  private void retrieve(String argument) throws IOException {
    OptionalInt index = message(argument);
    if (index.isEmpty()) {
      return;
    }
    InputStream message;
    try {
      message = messages.get(index.getAsInt()).open();
    } catch (IOException gone) {
      replies.error("unable to open that message");
      return;
    }
    try (message) {
      replies.ok();
      send(message, argument);
    }
  }

  /** Without a second number: the whole message. */
  private void send(InputStream message, String argument) throws IOException {
    String behind = argument.substring(LeadingNumber.of(argument).digits()).replaceFirst("^ +", "");
    var lines = LeadingNumber.of(behind);
    var writer =
        lines.digits() == 0
            ? MessageWriter.whole(replies)
            : MessageWriter.top(replies, lines.value());
    writer.write(message);
  }

  private void quit() throws IOException {
    for (int i = 0; i < messages.size(); i++) {
      if (!deleted.get(i)) {
        maildir.markSeen(messages.get(i));
      } else {
        remove(messages.get(i));
      }
    }
    replies.ok();
  }

  private void remove(Maildir.Message message) throws IOException {
    try {
      message.remove();
    } catch (IOException refused) {
      replies.error("unable to unlink all deleted messages");
    }
  }
}
