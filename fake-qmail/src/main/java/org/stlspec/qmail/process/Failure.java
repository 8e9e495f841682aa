package org.stlspec.qmail.process;

/** Ends a program with an exit status and one line for the operator. */
final class Failure extends Exception {

  private final int status;

  Failure(int status, String line) {
    super(line);
    this.status = status;
  }

  int status() {
    return status;
  }
}
