package org.stlspec.suite;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.stlspec.requirement.Level;
import org.stlspec.requirement.Requirement;
import org.stlspec.requirement.Requirements;

/**
 * A case as its annotation and its method tell.
 *
 * @param title the sentence that is true when it passes
 * @param level of the first requirement it verifies, unless the case says otherwise
 */
public record CaseDescription(
    String id,
    String title,
    Level level,
    List<String> requirements,
    String fix,
    List<Need> needs,
    boolean slow,
    Method method) {

  static CaseDescription of(Method method) {
    Case declared = method.getAnnotation(Case.class);
    return new CaseDescription(
        declared.id(),
        sentence(method.getName()),
        level(declared),
        List.of(declared.verifies()),
        declared.fix(),
        List.of(declared.needs()),
        declared.slow(),
        method);
  }

  private static Level level(Case declared) {
    Level own = requirement(declared.verifies()[0], declared.id()).level();
    return declared.level().length == 0 ? own : declared.level()[0];
  }

  private static Requirement requirement(String id, String by) {
    return Requirements.all()
        .find(id)
        .orElseThrow(() -> new IllegalStateException(by + " names an unknown requirement: " + id));
  }

  private static String sentence(String camelCase) {
    String words =
        camelCase
            .replaceAll(
                "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9]{2})", " ")
            .toLowerCase(Locale.ROOT)
            .replaceAll("tls 1(\\d)", "tls 1.$1");
    return words
        .replaceAll(
            "\\b(http|lf|pop3|stls|tls|capa|noop|quit|user|pass|apop|sasl|alpn|retr|auth|dele|crlf)\\b",
            "<$1>")
        .transform(CaseDescription::upperCaseMarked);
  }

  private static String upperCaseMarked(String text) {
    return java.util.regex.Pattern.compile("<(\\w+)>")
        .matcher(text)
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  /** The first part of the id. */
  public String topic() {
    return id.substring(0, id.indexOf('.'));
  }

  /** Whether it belongs to every run and is played last. */
  public boolean sanity() {
    return topic().equals("sanity");
  }

  boolean wants(Class<?> parameter) {
    return Arrays.asList(method.getParameterTypes()).contains(parameter);
  }
}
