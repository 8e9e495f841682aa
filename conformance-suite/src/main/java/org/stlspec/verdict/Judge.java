package org.stlspec.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes down what a case observed while it goes on; what ends a case is thrown instead. */
public final class Judge {
  private final List<String> observations = new ArrayList<>();
  private Optional<Finding> warning = Optional.empty();

  /** Records which of several sound answers was seen. */
  public void observed(String what) {
    observations.add(what);
  }

  /**
   * Records a lapse that is graded WARN although the case as a whole verifies more than a SHOULD.
   */
  public void warn(String expected, String observed) {
    if (warning.isEmpty()) {
      warning = Optional.of(new Finding(expected, observed));
    }
  }

  /** Ends the case: the target is unsound. */
  public Finding fail(String expected, String observed) {
    throw new Finding(expected, observed);
  }

  /** Ends the case: it does not apply to this target. */
  public NotApplicable skip(String reason) {
    throw new NotApplicable(reason);
  }

  /** All observations, in order, as one line; empty if there were none. */
  public String observations() {
    return String.join("; ", observations);
  }

  public Optional<Finding> warning() {
    return warning;
  }
}
