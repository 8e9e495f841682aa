package org.stlspec.load;

/** What makes the sessions of one event loop begin. All methods are called on that loop. */
interface Load {

  /**
   * Begins.
   *
   * @param index of this loop, from 0
   * @param of so many
   */
  void begin(int index, int of);

  /** Whether no session is under way and none will be. */
  boolean finished();

  /** Counts what is under way, or waits, as failed. */
  void giveUp();
}
