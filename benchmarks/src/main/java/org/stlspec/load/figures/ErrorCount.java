package org.stlspec.load.figures;

/**
 * Failures of one class in one phase.
 *
 * @param example what was seen first
 */
public record ErrorCount(ErrorClass error, Phase phase, long count, String example) {

  ErrorCount oneMore() {
    return new ErrorCount(error, phase, count + 1, example);
  }
}
