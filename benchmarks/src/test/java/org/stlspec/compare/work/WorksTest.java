package org.stlspec.compare.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Competitors;
import org.stlspec.load.maildrop.Maildrop;

/** Which works are done, and by whom. */
class WorksTest {
  private static final Sessions SESSIONS = new Sessions(Maildrop.of(List.of()), 1, 1);

  private static List<String> chosen(String... names) {
    return Works.chosen(List.of(names), Works.IDLE, SESSIONS).stream().map(Work::name).toList();
  }

  private static List<String> doneBy(String name) {
    Competitor one =
        Competitors.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    return Works.chosen(List.of(), Works.IDLE, SESSIONS).stream()
        .filter(work -> work.suits(one))
        .map(Work::name)
        .toList();
  }

  @Test
  void scaleIsDoneWhenItIsNamed() {
    assertFalse(chosen().contains("round-trips-4096"));
    assertEquals(List.of("full"), chosen("full"));
    assertTrue(chosen("full", "scale").containsAll(List.of("full", "message-64m")));
  }

  @Test
  void liveSessionsBesideIdleOnesCanBeNamedAlone() {
    assertFalse(chosen().contains("live-among-idle"));
    assertEquals(List.of("live-among-idle"), chosen("live-among-idle"));
    assertTrue(chosen("scale").contains("live-among-idle"));
  }

  @Test
  void targetsAreReadyForMoreWhereMoreCome() {
    int ordinary = Works.sessions(List.of(), 20_000);
    int most = Works.sessions(List.of("scale"), 20_000);
    assertTrue(ordinary < 20_000 && most > 20_000, ordinary + ", " + most);
    assertEquals(most, Works.sessions(List.of("live-among-idle"), 20_000));
    assertEquals(ordinary, Works.sessions(List.of("memory"), 20_000));
    assertEquals(ordinary, Works.sessions(List.of("scale"), 1));
  }

  /** Two for each session; 256 for 125 of stunnel. */
  @Test
  void idleOnesAreAsManyAsDescriptorsAllow() {
    assertEquals(9_700, Works.idleWithin(20_000));
    assertTrue(Works.idleWithin(20_613) >= 10_000);
  }

  @Test
  void nothingIsDoneTwice() {
    List<String> both = chosen("round-trips-256", "live-among-idle", "scale");
    assertEquals(both.size(), new HashSet<>(both).size(), both.toString());
  }

  @Test
  void whoKnowsOnlyStlsDoesWhatCanBeDoneThroughIt() {
    List<String> works = List.of("stls", "memory", "start-stls");
    assertEquals(works, doneBy("nginx-mail"));
    assertEquals(works, doneBy("dovecot-proxy"));
    assertEquals(chosen(), doneBy("boringssl"));
  }
}
