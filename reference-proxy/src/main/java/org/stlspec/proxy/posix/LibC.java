package org.stlspec.proxy.posix;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;

/** The C library's functions as they are. Whoever calls one asks {@link #checked} of the result. */
final class LibC {
  private static final String TROUBLE = bind();

  private LibC() {}

  private static String bind() {
    if (!Platform.isLinux() || !Platform.is64Bit()) return "needs Linux on 64 bits";
    try {
      Native.register(LibC.class, Platform.C_LIBRARY_NAME);
      return "";
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      return "needs JNA, whose library does not load: " + firstLine(e);
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** To be called before any function: without the library the JVM would throw an Error. */
  static void load() throws IOException {
    if (!TROUBLE.isEmpty()) throw new IOException(TROUBLE);
  }

  /**
   * Passes a result on.
   *
   * @throws ErrnoException if it is negative
   */
  static int checked(int result, String what) throws ErrnoException {
    if (result < 0) throw new ErrnoException(Native.getLastError(), what);
    return result;
  }

  static native int socketpair(int domain, int type, int protocol, int[] pair);

  static native int socket(int domain, int type, int protocol);

  static native int connect(int socket, byte[] address, int length);

  static native int pipe2(int[] pair, int flags);

  static native int open(byte[] path, int flags);

  static native long read(int descriptor, byte[] octets, long most);

  static native long write(int descriptor, byte[] octets, long count);

  static native int shutdown(int socket, int how);

  static native int close(int descriptor);

  static native int dup2(int from, int to);

  static native int fcntl(int descriptor, int command, long argument);

  static native int getsockopt(int socket, int level, int name, int[] value, int[] length);

  static native int setsockopt(int socket, int level, int name, long[] value, int length);

  static native long sendmsg(int socket, Pointer message, int flags);

  static native long recvmsg(int socket, Pointer message, int flags);

  static native int posix_spawn(
      int[] pid, byte[] path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

  static native int posix_spawn_file_actions_init(Pointer actions);

  static native int posix_spawn_file_actions_destroy(Pointer actions);

  static native int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

  static native int posix_spawn_file_actions_addclose(Pointer actions, int descriptor);

  static native int posix_spawnattr_init(Pointer attributes);

  static native int posix_spawnattr_destroy(Pointer attributes);

  static native int posix_spawnattr_setflags(Pointer attributes, short flags);

  static native int posix_spawnattr_setpgroup(Pointer attributes, int group);

  static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

  static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

  static native int sigaddset(Pointer signals, int signal);

  static native int sigemptyset(Pointer signals);

  static native int waitpid(int pid, int[] status, int options);

  static native int waitid(int kind, int id, byte[] info, int options);

  static native int kill(int pid, int signal);

  static native Pointer signal(int signal, Pointer handler);

  static native long syscall(long number, long first, long second);

  static native int setgroups(long count, int[] groups);

  static native int setgid(int group);

  static native int setuid(int user);

  static native int chroot(byte[] directory);

  static native int chdir(byte[] directory);

  static native int prctl(int option, long second, long third, long fourth, long fifth);

  static native int capget(byte[] header, int[] sets);

  static native int capset(byte[] header, int[] sets);

  static native Pointer getpwnam(byte[] name);

  static native Pointer getpwuid(int user);

  static native Pointer getgrnam(byte[] name);

  static native int geteuid();

  static native String strerror(int errno);
}
