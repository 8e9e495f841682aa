package org.stlspec.standin;

import java.io.IOException;
import java.net.Socket;

/** A small sound POP3 server without STLS: anybody may log in, there is no mail. */
public final class Polite implements StandIn.Manners {
  @Override
  public void serve(Socket socket) throws IOException {
    Talk.say(socket, "+OK polite\r\n");
    String keyword = "";
    do {
      keyword = Talk.keyword(socket);
      Talk.say(socket, answer(keyword));
    } while (!keyword.isEmpty() && !keyword.equals("QUIT"));
  }

  private static String answer(String keyword) {
    return switch (keyword) {
      case "CAPA" -> "+OK\r\nUSER\r\n.\r\n";
      case "USER", "PASS", "NOOP", "QUIT" -> "+OK\r\n";
      default -> "-ERR no\r\n";
    };
  }
}
