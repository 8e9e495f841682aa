package org.stlspec.suite;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** All cases that exist, by id. */
public final class Catalogue {
  private static final String PACKAGE = "org.stlspec.cases";

  private final List<CaseDescription> cases;

  private Catalogue(List<CaseDescription> cases) {
    this.cases = cases;
  }

  /** The shipped cases. */
  public static Catalogue shipped() {
    return Shipped.CATALOGUE;
  }

  /** The class path is searched once, and only if somebody asks. */
  private static final class Shipped {
    private static final Catalogue CATALOGUE =
        of(
            ReflectionSupport.findAllClassesInPackage(
                PACKAGE, type -> true, name -> name.endsWith("Cases")));
  }

  /** The cases of these classes. */
  public static Catalogue of(List<Class<?>> classes) {
    List<CaseDescription> cases = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Class<?> type : classes) {
      for (Method method : methods(type)) {
        CaseDescription description = CaseDescription.of(method);
        if (!ids.add(description.id())) {
          throw new IllegalStateException("two cases are called " + description.id());
        }
        cases.add(description);
      }
    }
    cases.sort(Comparator.comparing(CaseDescription::id));
    return new Catalogue(List.copyOf(cases));
  }

  private static List<Method> methods(Class<?> type) {
    return ReflectionSupport.findMethods(
        type, method -> method.isAnnotationPresent(Case.class), HierarchyTraversalMode.TOP_DOWN);
  }

  public List<CaseDescription> cases() {
    return cases;
  }

  public Optional<CaseDescription> find(String id) {
    return cases.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** The cases that verify this requirement. */
  public List<CaseDescription> verifying(String requirement) {
    return cases.stream().filter(one -> one.requirements().contains(requirement)).toList();
  }

  /**
   * The cases whose id matches one of the globs and none of the exclusions.
   *
   * @param include {@code *} and {@code ?} as wild cards; empty: all
   */
  public List<CaseDescription> select(List<String> include, List<String> exclude) {
    return cases.stream()
        .filter(one -> include.isEmpty() || matches(one.id(), include))
        .filter(one -> !matches(one.id(), exclude))
        .toList();
  }

  /** These cases and the sanity that belongs to every run, unless it is excluded. */
  public List<CaseDescription> withSanity(List<CaseDescription> chosen, List<String> exclude) {
    return cases.stream()
        .filter(one -> chosen.contains(one) || (one.sanity() && !matches(one.id(), exclude)))
        .toList();
  }

  private static boolean matches(String id, List<String> globs) {
    return globs.stream().anyMatch(glob -> new Glob(glob).matches(id));
  }
}
