package org.stlspec.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a session that does nothing wrong, only otherwise: no case may fail on it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Sound {
  /** Ids of cases that end in WARN: something that a target should do is left out. */
  String[] warns() default {};
}
