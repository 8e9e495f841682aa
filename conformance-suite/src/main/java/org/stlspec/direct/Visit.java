package org.stlspec.direct;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;
import org.stlspec.wire.Transcript;

/** The sessions on one way, and what came back; nothing is deleted in them. */
final class Visit {
  /** Messages that are fetched. */
  private static final int MESSAGES = 20;

  private final Way way;
  private final InetSocketAddress address;
  private final Account account;
  private final Duration patience;
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private String place = "";

  private Visit(Way way, InetSocketAddress address, Account account, Duration patience) {
    this.way = way;
    this.address = address;
    this.account = account;
    this.patience = patience;
  }

  /** The answers by where they came, in order; a session ends where nothing more comes. */
  static Map<String, Answer> on(
      Way way, InetSocketAddress address, Account account, Duration patience) {
    var visit = new Visit(way, address, account, patience);
    visit.session("before login", visit::authorization);
    visit.session("after login", visit::transaction);
    visit.session("many commands in one segment", visit::pipelined);
    if (way != Way.TLS) {
      // Inside TLS a close_notify may end both directions at once (RFC 5246 section 7.2.1).
      visit.session("half-close", visit::halfClosed);
    }
    return visit.answers;
  }

  private void session(String name, Consumer<Client> dialogue) {
    place = name;
    try (var client = new Client(address, patience, new Transcript())) {
      note("greeting", Answer.of(Kind.GREETING, client.greeting().ok()));
      if (way == Way.TLS) {
        client.stls();
      }
      dialogue.accept(client);
    } catch (Inconclusive left) {
      answers.putIfAbsent(place + ": the session", failed(left));
    }
  }

  private static Answer failed(Inconclusive left) {
    return new Answer(Kind.CLOSE, left.getMessage(), Octets.NONE, List.of());
  }

  private void note(String what, Answer answer) {
    answers.put(place + ": " + what, answer);
  }

  private void authorization(Client client) {
    capa(client);
    ask(client, Kind.REPLY, "XSTLSPEC");
    ask(client, Kind.REPLY, "NOOP");
    ask(client, Kind.REPLY, "QUIT");
    end(client);
  }

  private void transaction(Client client) {
    login(client);
    capa(client);
    int count = count(ask(client, Kind.OCTETS, "STAT"));
    list(client, Kind.OCTETS, "LIST");
    list(client, Kind.REPLY, "UIDL");
    for (int number = 1; number <= Math.min(count, MESSAGES); number++) {
      ask(client, Kind.OCTETS, "LIST " + number);
      list(client, Kind.BODY, "TOP " + number + " 0");
      list(client, Kind.BODY, "RETR " + number);
    }
    note("LIST behind the last", Answer.of(Kind.REPLY, client.command("LIST " + (count + 1))));
    ask(client, Kind.REPLY, "RSET");
    ask(client, Kind.REPLY, "QUIT");
    end(client);
  }

  private void pipelined(Client client) {
    login(client);
    client.send("STAT\r\nNOOP\r\nXSTLSPEC\r\nUIDL\r\nLIST\r\nQUIT\r\n");
    Reply rest = client.rest();
    note(
        "the replies",
        Answer.of(Kind.ORDER, new Reply(rest.to(), rest.octets(), Optional.empty())));
    rest.end().ifPresent(end -> note("the end", Answer.of(end)));
  }

  private void halfClosed(Client client) {
    login(client);
    client.send("STAT\r\n").finish();
    note("STAT", Answer.of(Kind.CLOSE, client.reply()));
    end(client);
  }

  private void login(Client client) {
    ask(client, Kind.REPLY, "USER " + account.name());
    Reply reply = client.login("PASS " + account.password());
    note("PASS", Answer.of(Kind.REPLY, reply));
    reply.ok();
  }

  private void capa(Client client) {
    list(client, Kind.CAPA, "CAPA");
  }

  private Reply ask(Client client, Kind kind, String command) {
    Reply reply = client.command(command);
    note(command, Answer.of(kind, reply));
    whole(reply, command);
    return reply;
  }

  private void list(Client client, Kind kind, String command) {
    MultiLine response = client.list(command);
    note(command, Answer.of(kind, response));
    whole(response.status(), command);
    if (response.status().positive()) {
      response.ok();
    }
  }

  private static void whole(Reply reply, String command) {
    if (reply.end().isPresent()) {
      throw new Inconclusive("a reply to " + command, reply.seen());
    }
  }

  private void end(Client client) {
    client.rest().end().ifPresent(end -> note("the end", Answer.of(end)));
  }

  private static int count(Reply stat) {
    String[] words = stat.text().split(" ", -1);
    boolean number = words.length > 1 && words[1].matches("\\d{1,6}");
    return number ? Integer.parseInt(words[1]) : 0;
  }
}
