package org.stlspec.direct;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stlspec.target.TargetTrouble;
import org.stlspec.wire.Account;

/**
 * What a proxy changed.
 *
 * @param steps how many answers were compared
 * @param changes what is not the same, in clear and inside TLS
 * @param varying where the backend itself does not always send the same
 */
public record DirectRun(int steps, List<Change> changes, List<String> varying) {

  /**
   * Plays the sessions straight, through the target in clear, through it inside TLS, and straight
   * once more, so that what changes by itself is not blamed on the target.
   *
   * @throws TargetTrouble if the backend cannot be reached or refuses the login, or the target does
   *     no TLS
   */
  public static DirectRun of(
      InetSocketAddress target, InetSocketAddress backend, Account account, Duration patience)
      throws TargetTrouble {
    Map<String, Answer> straight = Visit.on(Way.STRAIGHT, backend, account, patience);
    requireLogin(straight);
    Map<String, Answer> clear = Visit.on(Way.CLEAR, target, account, patience);
    Map<String, Answer> tls = Visit.on(Way.TLS, target, account, patience);
    requireTls(tls);
    Map<String, Answer> again = Visit.on(Way.STRAIGHT, backend, account, patience);
    Set<String> varying = varying(straight, again);
    List<Change> changes = new ArrayList<>(new Comparing(Way.CLEAR, straight, varying).with(clear));
    changes.addAll(new Comparing(Way.TLS, straight, varying).with(tls));
    int steps = clear.size() + tls.size();
    return new DirectRun(steps, List.copyOf(changes), varying.stream().sorted().toList());
  }

  private static void requireLogin(Map<String, Answer> straight) throws TargetTrouble {
    if (!straight.containsKey("after login: STAT")) {
      String last =
          straight.entrySet().stream().reduce((a, b) -> b).map(DirectRun::told).orElse("");
      throw new TargetTrouble("no login straight at the backend: " + last);
    }
  }

  private static void requireTls(Map<String, Answer> tls) throws TargetTrouble {
    if (!tls.containsKey("before login: CAPA")) {
      String last = tls.entrySet().stream().reduce((a, b) -> b).map(DirectRun::told).orElse("");
      throw new TargetTrouble("no TLS through the target: " + last);
    }
  }

  private static String told(Map.Entry<String, Answer> one) {
    return one.getKey() + ": " + one.getValue().text();
  }

  private static Set<String> varying(Map<String, Answer> once, Map<String, Answer> again) {
    return once.keySet().stream()
        .filter(where -> !again.containsKey(where) || !once.get(where).same(again.get(where)))
        .collect(Collectors.toSet());
  }

  /** Whether the target changed nothing that it should not. */
  public boolean transparent() {
    return changes.stream().allMatch(Change::allowed);
  }
}
