package org.stlspec.arrangement;

import java.util.ArrayList;
import java.util.List;

/** Signals as a service has them, whatever whoever runs these tests has told its shell. */
public final class Signals {
  private Signals() {}

  /** The command with none ignored, as they are behind nohup(1) or in the background of a shell. */
  public static List<String> heard(List<String> command) {
    var words = new ArrayList<>(List.of("env", "--default-signal"));
    words.addAll(command);
    return words;
  }
}
