package org.stlspec.suite;

import java.util.Comparator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Plays the cases of a class in the order of their ids. */
public final class ById implements MethodOrderer {
  @Override
  public void orderMethods(MethodOrdererContext context) {
    context
        .getMethodDescriptors()
        .sort(Comparator.comparing(one -> one.getMethod().getAnnotation(Case.class).id()));
  }
}
