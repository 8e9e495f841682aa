package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What the proxy says in its own name; nothing a client sent is ever repeated in it. */
enum Reply {
  NOTHING(""),
  BEGIN_TLS("+OK begin TLS\r\n"),
  TLS_ACTIVE("-ERR TLS is active already\r\n"),
  STLS_ARGUMENT("-ERR STLS takes no argument\r\n"),
  STLS_TOO_LATE("-ERR STLS has to come before other commands here\r\n"),
  TLS_REQUIRED("-ERR use STLS first\r\n"),
  FORBIDDEN("-ERR not for clients\r\n"),
  NOT_HTTP("-ERR this is POP3\r\n"),
  LINE_TOO_LONG("-ERR line too long\r\n"),
  BAD_OCTET("-ERR NUL or bare CR in a line\r\n"),
  TOO_MANY_BAD_COMMANDS("-ERR too many refused commands\r\n"),
  TOO_MANY_CONNECTIONS("-ERR [SYS/TEMP] too many connections\r\n"),
  BACKEND_UNAVAILABLE("-ERR [SYS/TEMP] mail server is not available\r\n");

  private final String line;

  Reply(String line) {
    this.line = line;
  }

  ByteBuf octets() {
    return Unpooled.copiedBuffer(line, StandardCharsets.US_ASCII);
  }
}
