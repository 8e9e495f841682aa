package org.stlspec.load.maildrop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All replies of the server, made once; to send one costs no copy of it. */
final class Answers {
  private final ByteBuf greeting = ready("+OK stlspec-load ready\r\n");
  private final ByteBuf capa = ready("+OK capabilities\r\nUSER\r\nUIDL\r\nPIPELINING\r\n.\r\n");
  private final ByteBuf ok = ready("+OK\r\n");
  private final ByteBuf refused = ready("-ERR\r\n");
  private final List<ByteBuf> echoes =
      IntStream.range(0, ServedSession.LONGEST_LINE).mapToObj(Answers::echo).toList();
  private final ByteBuf stat;
  private final ByteBuf list;
  private final ByteBuf uidl;
  private final List<Single> messages = new ArrayList<>();

  /** The replies to RETR, LIST and UIDL with the number of a message. */
  private record Single(ByteBuf retrieved, ByteBuf listed, ByteBuf named) {}

  Answers(Maildrop maildrop) {
    IntFunction<String> size = n -> n + " " + maildrop.message(n).size();
    IntFunction<String> name = n -> n + " message-" + n;
    stat = ready("+OK " + maildrop.count() + " " + maildrop.octets() + "\r\n");
    list = ready(listing(maildrop, size));
    uidl = ready(listing(maildrop, name));
    for (int n = 1; n <= maildrop.count(); n++) {
      ByteBuf listed = ready("+OK " + size.apply(n) + "\r\n");
      ByteBuf named = ready("+OK " + name.apply(n) + "\r\n");
      messages.add(new Single(retrieved(maildrop.message(n)), listed, named));
    }
  }

  private static String listing(Maildrop maildrop, IntFunction<String> line) {
    return IntStream.rangeClosed(1, maildrop.count())
        .mapToObj(n -> line.apply(n) + "\r\n")
        .collect(Collectors.joining("", "+OK\r\n", ".\r\n"));
  }

  private static ByteBuf retrieved(Message message) {
    byte[] status = ("+OK " + message.size() + " octets\r\n").getBytes(StandardCharsets.US_ASCII);
    return direct(status, message.body());
  }

  /** As many octets as {@code NOOP} with an argument of that length, to time round trips. */
  private static ByteBuf echo(int argument) {
    return ready("+OK " + "x".repeat(argument + 1) + "\r\n");
  }

  private static ByteBuf ready(String text) {
    return direct(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Outside the heap, from where the kernel takes them. */
  private static ByteBuf direct(byte[]... parts) {
    int length = IntStream.range(0, parts.length).map(i -> parts[i].length).sum();
    ByteBuffer buffer = ByteBuffer.allocateDirect(length);
    for (byte[] part : parts) buffer.put(part);
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(buffer.flip()));
  }

  ByteBuf greeting() {
    return greeting.duplicate();
  }

  ByteBuf ok() {
    return ok.duplicate();
  }

  ByteBuf refused() {
    return refused.duplicate();
  }

  /** The answer to a command that any session may give, logged in or not. */
  ByteBuf to(String keyword, String argument) {
    return switch (keyword) {
      case "CAPA" -> capa.duplicate();
      case "STAT" -> stat.duplicate();
      case "LIST" -> argument.isEmpty() ? list.duplicate() : single(argument, Single::listed);
      case "UIDL" -> argument.isEmpty() ? uidl.duplicate() : single(argument, Single::named);
      case "NOOP" -> argument.isEmpty() ? ok() : echoes.get(argument.length()).duplicate();
      case "QUIT" -> ok();
      case "RETR" -> single(argument, Single::retrieved);
      default -> refused();
    };
  }

  private ByteBuf single(String argument, Function<Single, ByteBuf> reply) {
    if (!argument.matches("[0-9]{1,9}")) return refused();
    int number = Integer.parseInt(argument);
    return number < 1 || number > messages.size()
        ? refused()
        : reply.apply(messages.get(number - 1)).duplicate();
  }
}
