package org.stlspec.proxy.header;

/** What a peer has sent is not a PROXY header and will not become one; says why in a few words. */
public final class NotAHeader extends Exception {
  NotAHeader(String why) {
    super(why);
  }
}
