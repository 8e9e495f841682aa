package org.stlspec.suite;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Plays the classes of a topic one after the other. */
public final class ByTopic implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(Comparator.comparing(ByTopic::topic).thenComparing(ClassDescriptor::getDisplayName));
  }

  private static String topic(ClassDescriptor cases) {
    return Arrays.stream(cases.getTestClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Case.class))
        .map(method -> CaseDescription.of(method).topic())
        .min(Comparator.naturalOrder())
        .orElse("");
  }
}
