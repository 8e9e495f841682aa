package org.stlspec.proxy.privsep;

/** The network process has said what a sound one never says. */
final class ForgedException extends Exception {
  ForgedException(String what) {
    super(what);
  }
}
