package org.stlspec.direct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stlspec.wire.Octets;

/** Finds what is not the same on one way through the target. */
final class Comparing {
  private static final String STLS = "STLS";

  private final Way way;
  private final Map<String, Answer> straight;
  private final Set<String> varying;
  private final List<Change> changes = new ArrayList<>();

  /**
   * Nothing is compared yet.
   *
   * @param varying where the backend itself does not always send the same
   */
  Comparing(Way way, Map<String, Answer> straight, Set<String> varying) {
    this.way = way;
    this.straight = straight;
    this.varying = varying;
  }

  /** The changes in the order of the sessions. */
  List<Change> with(Map<String, Answer> through) {
    through.forEach(this::compare);
    return List.copyOf(changes);
  }

  private void compare(String where, Answer through) {
    if (varying.contains(where)) {
      return;
    }
    Optional<Answer> known = Optional.ofNullable(straight.get(where));
    if (known.isEmpty() && !varying.isEmpty()) {
      // A message that has just arrived makes more steps.
      return;
    } else if (known.isEmpty()) {
      add(through.kind(), where, "not reached", through.text(), false);
    } else if (through.kind() == Kind.CAPA && known.get().kind() == Kind.CAPA) {
      compareCapa(where, known.get(), through);
    } else if (!known.get().same(through)) {
      changed(where, known.get(), through);
    }
  }

  private void add(Kind kind, String where, String straight, String through, boolean allowed) {
    changes.add(new Change(kind, way, where, straight, through, allowed));
  }

  private void changed(String where, Answer before, Answer after) {
    Kind kind = after.kind() == Kind.CLOSE ? after.kind() : before.kind();
    if (kind == Kind.ORDER && !sorted(before).equals(sorted(after))) {
      kind = Kind.REPLY;
    }
    int at = firstDifference(before.octets(), after.octets());
    add(kind, where, around(before, at), around(after, at), false);
  }

  private static List<String> sorted(Answer answer) {
    return answer.octets().latin1().lines().sorted().toList();
  }

  private static int firstDifference(Octets before, Octets after) {
    int at = 0;
    while (at < before.length() && at < after.length() && before.at(at) == after.at(at)) {
      at++;
    }
    return at;
  }

  /** Short answers whole, of long ones where they begin to differ. */
  private static String around(Answer answer, int at) {
    Octets all = answer.octets();
    if (answer.kind() == Kind.CLOSE || all.length() < 120) {
      return answer.text();
    }
    Octets part = all.part(Math.max(0, at - 20), Math.min(all.length(), at + 60));
    return all.length() + " octets, at " + at + ": '" + part + "'";
  }

  /** A proxy that does STLS announces it in clear, not inside TLS, and needs a list to do so. */
  private void compareCapa(String where, Answer before, Answer after) {
    if (before.lines().isEmpty() && !after.lines().isEmpty()) {
      add(Kind.CAPA, where, before.text(), String.join(" ", after.lines()), true);
      return;
    }
    List<String> expected = without(before.lines());
    boolean announced = way == Way.CLEAR && count(after.lines()) == 1;
    List<String> seen = announced ? without(after.lines()) : after.lines();
    if (!expected.equals(seen) || !statusOf(before).equals(statusOf(after))) {
      add(Kind.CAPA, where, shown(before), shown(after), false);
    } else if (count(before.lines()) != count(after.lines())) {
      add(Kind.CAPA, where, shown(before), shown(after), true);
    }
  }

  private static String shown(Answer capa) {
    return statusOf(capa) + " " + String.join(", ", capa.lines());
  }

  private static String statusOf(Answer capa) {
    return capa.octets().latin1().lines().findFirst().orElse(capa.text());
  }

  private static List<String> without(List<String> lines) {
    return lines.stream().filter(line -> !isStls(line)).toList();
  }

  private static long count(List<String> lines) {
    return lines.stream().filter(Comparing::isStls).count();
  }

  private static boolean isStls(String line) {
    return line.toUpperCase(Locale.ROOT).equals(STLS);
  }
}
