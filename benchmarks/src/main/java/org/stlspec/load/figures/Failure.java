package org.stlspec.load.figures;

/**
 * How a session failed.
 *
 * @param phase in which it was then
 * @param text what was seen, in one line
 */
public record Failure(ErrorClass error, Phase phase, String text) {

  @Override
  public String toString() {
    return phase.label() + ": " + error.label() + ": " + text;
  }
}
