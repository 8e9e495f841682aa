package org.stlspec.proxy;

/** Why a proxy does not start, in one line. */
public final class ProxyException extends Exception {
  private final boolean usage;

  ProxyException(boolean usage, String message, Throwable cause) {
    super(message, cause);
    this.usage = usage;
  }

  /** True: the settings are wrong. False: they are right, but cannot be had here and now. */
  public boolean usage() {
    return usage;
  }
}
