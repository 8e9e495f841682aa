package org.stlspec.wire;

/** Whom to log in as. */
public record Account(String name, String password) {
  /** The account that the scripted backend knows. */
  public static final Account ALICE = new Account("alice", "wonderland");
}
