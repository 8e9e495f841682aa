package org.stlspec.suite;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a target turned out not to offer, each with what was seen. */
public final class Profile {
  private final Map<Need, String> missing;

  Profile(Map<Need, String> missing) {
    this.missing = new EnumMap<>(Need.class);
    this.missing.putAll(missing);
  }

  /** Why this need is not met; empty if it is. */
  public Optional<String> missing(Need need) {
    return Optional.ofNullable(missing.get(need));
  }
}
