package org.stlspec.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.commons.support.ReflectionSupport;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/**
 * A proxy that does one thing wrong.
 *
 * @param must the verdict that each of these cases must come to
 * @param spared a case that must pass all the same
 */
record Fault(
    Class<? extends Session> session,
    Map<String, Verdict> must,
    Duration patience,
    Optional<String> spared) {

  /** All there are, by name. */
  static List<Fault> all(Catalogue catalogue) {
    return ReflectionSupport.findAllClassesInPackage(
            Fault.class.getPackageName(),
            type -> type.isAnnotationPresent(Breaks.class),
            name -> true)
        .stream()
        .map(type -> of(type.asSubclass(Session.class), catalogue))
        .sorted(Comparator.comparing(Fault::name))
        .toList();
  }

  private static Fault of(Class<? extends Session> session, Catalogue catalogue) {
    Breaks breaks = session.getAnnotation(Breaks.class);
    Map<String, Verdict> must = new TreeMap<>();
    Arrays.stream(breaks.value()).forEach(id -> must.put(id, usual(catalogue, id)));
    Arrays.stream(breaks.warns()).forEach(id -> must.put(id, Verdict.WARN));
    return new Fault(
        session,
        must,
        Duration.ofMillis(breaks.patienceMillis()),
        Optional.of(breaks.spares()).filter(id -> !id.isEmpty()));
  }

  private static Verdict usual(Catalogue catalogue, String id) {
    return described(catalogue, id).level().binding() ? Verdict.FAIL : Verdict.WARN;
  }

  static CaseDescription described(Catalogue catalogue, String id) {
    return catalogue.find(id).orElseThrow(() -> new IllegalStateException("no case " + id));
  }

  String name() {
    return session.getSimpleName();
  }

  /** With the cases that wait for timers, so that it is tried on any case. */
  Trial trial(Duration howPatient) {
    return trial(howPatient, true);
  }

  Trial trial(Duration howPatient, boolean slow) {
    return new Trial(() -> ReflectionSupport.newInstance(session), howPatient, slow);
  }
}
