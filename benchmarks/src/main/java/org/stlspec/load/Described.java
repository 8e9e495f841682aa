package org.stlspec.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stlspec.load.report.LoadReport;

/** A plan and its outcome in words. */
final class Described {
  private Described() {}

  static LoadReport report(Plan plan, Outcome outcome, List<String> breaches) {
    return new LoadReport(
        version(),
        outcome.started(),
        plan.name() + " (" + plan.mode().label() + ")",
        settings(plan, outcome),
        outcome.figures(),
        outcome.generator(),
        breaches);
  }

  private static String version() {
    return Optional.ofNullable(StlspecLoad.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  private static Map<String, String> settings(Plan plan, Outcome outcome) {
    Course course = plan.course();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("mode", plan.mode().label());
    settings.put("TLS of the clients", outcome.engine());
    settings.put("handshakes that offer to resume", plan.resumedPercent() + " %");
    settings.put("load", load(course));
    settings.put("ramp, warm-up", seconds(course.ramp()) + ", " + seconds(course.warmUp()));
    settings.put("timeout of a phase", seconds(plan.patience()));
    settings.put("kinds of sessions", Integer.toString(plan.mix().kinds().size()));
    settings.put("messages are checked against", checked(plan));
    settings.put("logins", Integer.toString(plan.accounts().size()));
    settings.put("event loops", Integer.toString(plan.threads()));
    settings.put("Java", System.getProperty("java.version"));
    return settings;
  }

  private static String load(Course course) {
    return course.open()
        ? "open loop, " + course.rate() + " sessions a second, at most " + course.mostOpen()
        : "closed loop, " + course.users().orElseThrow() + " users";
  }

  private static String checked(Plan plan) {
    return plan.served()
        .map(maildrop -> "the maildrop that was served, " + maildrop.count() + " messages")
        .orElse("what each login got the first time");
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }
}
