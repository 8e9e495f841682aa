package org.stlspec.qmail.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * The part of the C library that Java has no words for, by its own names; constants are those of
 * Linux. All return -1 or an error number where C does.
 */
@SuppressWarnings("MemberName") // POSIX named them.
final class Libc {

  static final int F_SETFD = 2;
  static final int FD_CLOEXEC = 1;
  static final int EINTR = 4;

  private static final NativeLibrary LIBRARY = NativeLibrary.getInstance("c");

  static {
    Native.register(Libc.class, LIBRARY);
  }

  private Libc() {}

  /** Does nothing, but only once the library is there: that takes longer than all the rest. */
  static void load() {}

  static native int fcntl(int descriptor, int command, int flags);

  static native int pipe(int[] ends);

  static native int close(int descriptor);

  static native long read(int descriptor, Pointer into, long count);

  static native long write(int descriptor, Pointer from, long count);

  static native int waitpid(int process, int[] status, int options);

  static native int posix_spawnp(
      int[] process,
      Pointer file,
      Pointer actions,
      Pointer attributes,
      Pointer arguments,
      Pointer environment);

  static native int posix_spawn_file_actions_init(Pointer actions);

  static native int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

  static native int posix_spawnattr_init(Pointer attributes);

  static native int posix_spawnattr_setflags(Pointer attributes, short flags);

  static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

  static native int pthread_sigmask(int how, Pointer signals, Pointer before);

  static native int execvp(Pointer file, Pointer arguments);

  static native int setenv(Pointer name, Pointer value, int overwrite);

  static native int chdir(Pointer directory);

  static native int getuid();

  static native Pointer getpwnam(Pointer name);

  static native int initgroups(Pointer name, int gid);

  static native int setgid(int gid);

  static native int setuid(int uid);

  /** The errno of this thread's last call. */
  static int lastError() {
    return Native.getLastError();
  }

  /** The environment as it is, also where Java could not read it. */
  static Pointer environment() {
    return LIBRARY.getGlobalVariableAddress("environ").getPointer(0);
  }

  /** A C string. */
  static Memory string(byte[] octets) {
    var memory = new Memory(octets.length + 1L);
    memory.write(0, octets, 0, octets.length);
    memory.setByte(octets.length, (byte) 0);
    return memory;
  }

  /** A C string, one octet a character. */
  static Memory string(String text) {
    return string(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** An empty set of signals, and anything else that wants octets of zero. */
  static Memory zeros(int count) {
    var memory = new Memory(count);
    memory.clear();
    return memory;
  }
}
