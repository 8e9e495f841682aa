package org.stlspec.suite;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.stlspec.requirement.Level;

/**
 * A conformance case: a method that plays one dialogue and judges the target by it. The method's
 * name is a sentence that is true when the case passes. Parameters it may ask for: {@code Client}
 * (any number, each a connection of its own), {@code Backend} (which makes it a case for proxies),
 * {@code Judge}, {@code Account}, {@code Maildrop}, {@code CaseRun}.
 */
@Documented
@Test
@ExtendWith(CaseExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Case {
  /** Permanent: {@code topic.behaviour[.variant]}, lower case, hyphens. */
  String id();

  /** Ids of requirements; the first decides whether a finding is FAIL or WARN. */
  String[] verifies();

  /** At most one: the level of a finding where it is not the requirement's own. */
  Level[] level() default {};

  /** What to change in a target that fails, in a sentence. */
  String fix();

  /** What the target must offer for the case to make sense. */
  Need[] needs() default {};

  /** Waits for timers of the target: runs only with {@code --slow}. */
  boolean slow() default false;
}
