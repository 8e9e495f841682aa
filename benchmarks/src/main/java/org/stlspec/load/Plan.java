package org.stlspec.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stlspec.load.client.Account;
import org.stlspec.load.client.ClientTls;
import org.stlspec.load.client.Dialogue;
import org.stlspec.load.client.Mode;
import org.stlspec.load.maildrop.Maildrop;

/**
 * All that a run is told.
 *
 * @param name of the target, as it was written
 * @param host for SNI
 * @param offer what the clients' hellos offer
 * @param resumedPercent of the handshakes go on from an earlier session, if there is one
 * @param capa whether sessions ask for capabilities
 * @param patience for one phase of a session
 * @param threads event loops
 * @param served the maildrop behind the target, where it is known
 */
public record Plan(
    String name,
    String host,
    InetSocketAddress target,
    Mode mode,
    ClientTls.Engine engine,
    ClientTls.Offer offer,
    int resumedPercent,
    boolean capa,
    List<Account> accounts,
    Mix mix,
    Course course,
    Duration patience,
    int threads,
    Optional<Maildrop> served) {

  List<Dialogue> dialogues() {
    return mix.order().stream().map(kind -> dialogue(kind)).toList();
  }

  private Dialogue dialogue(Mix.Kind kind) {
    return kind.login()
        ? Dialogue.of(mode, capa, kind.steps())
        : Dialogue.withoutLogin(mode, capa, kind.steps());
  }
}
