package org.stlspec.proxy.posix;

import static org.stlspec.proxy.posix.LibC.checked;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * What root may do beyond files of its own (capabilities(7)). The kernel keeps all of this for each
 * thread, and hands it on to the programs that the thread starts.
 */
public final class Capabilities {
  public static final int DAC_READ_SEARCH = 2;
  public static final int SETGID = 6;
  public static final int SETUID = 7;
  public static final int NET_BIND_SERVICE = 10;
  public static final int SYS_CHROOT = 18;

  private static final int PR_CAPBSET_READ = 23;
  private static final int PR_CAPBSET_DROP = 24;
  private static final int PR_CAP_AMBIENT = 47;
  private static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;
  private static final int VERSION_3 = 0x20080522;

  /** Effective, permitted, inheritable, each in two halves, lower half first. */
  private static final int WORDS = 6;

  private static final int INHERITABLE = 2;

  private Capabilities() {}

  /**
   * Programs started by this thread cannot have other capabilities than these, whatever they do.
   */
  public static void limitTo(Set<Integer> kept) throws IOException {
    LibC.load();
    for (int one = 0; bounding(one) >= 0; one++) {
      if (bounding(one) == 1 && !kept.contains(one)) {
        checked(LibC.prctl(PR_CAPBSET_DROP, one, 0, 0, 0), "dropping capability " + one);
      }
    }
    LibC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    inheritNone();
  }

  /** 1, 0, or less than that behind the last one this kernel knows. */
  private static int bounding(int one) {
    return LibC.prctl(PR_CAPBSET_READ, one, 0, 0, 0);
  }

  private static void inheritNone() throws IOException {
    byte[] header =
        ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(VERSION_3).putInt(0).array();
    int[] sets = new int[WORDS];
    checked(LibC.capget(header, sets), "capget");
    sets[INHERITABLE] = 0;
    sets[INHERITABLE + WORDS / 2] = 0;
    checked(LibC.capset(header, sets), "capset");
  }
}
