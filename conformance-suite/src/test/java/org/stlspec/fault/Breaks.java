package org.stlspec.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a session with a fault, and says which cases must catch it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Breaks {
  /** Patience for faults that end in silence, so that they cost little. */
  int STALLS = 1000;

  /** Ids of the cases: they must end in FAIL, or in WARN if their level is not binding. */
  String[] value() default {};

  /** Ids of cases with a binding level that grade this lapse WARN by design. */
  String[] warns() default {};

  int patienceMillis() default 5000;

  /** A case that it must leave alone; empty if it leaves none alone. */
  String spares() default "sanity.still-serving";
}
