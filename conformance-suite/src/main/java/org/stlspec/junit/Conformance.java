package org.stlspec.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is played in a {@link ProxyConformance}, and what is expected. Two configuration parameters
 * of JUnit, or system properties, do more: {@code stlspec.case} plays only these cases, globs
 * separated by commas, and {@code stlspec.accept=true} writes the baseline from this run.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Conformance {
  /** Globs over the ids of the cases to play; none: all. */
  String[] cases() default {};

  /** Globs over the ids of cases not to play. */
  String[] exclude() default {};

  /** File with the expected verdicts, as of {@code stlspec run --baseline}; none: all are sound. */
  String baseline() default "";

  /** Folder for report.html and the other files of {@code stlspec run --report}; none: no files. */
  String report() default "";

  /** Also what waits for timers of the proxy. */
  boolean slow() default false;

  /**
   * After how many milliseconds no answer is silence; sanity and the discovery of what the target
   * offers wait 3000 at least.
   */
  int patience() default 5000;
}
