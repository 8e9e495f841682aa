package org.stlspec.proxy.privsep;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Rights;

/**
 * A network process as one would be that does what somebody else wants. Its arguments: descriptor
 * of the control connection, deed, descriptor to report to, root directory.
 */
final class Intruder {
  private static final int PTRACE_ATTACH = 16;

  private final Descriptor control;
  private final LauncherConnection launcher;
  private final PrintStream report;
  private final Confinement confinement;
  private final NativeLibrary libc = NativeLibrary.getInstance("c");

  private Intruder(String[] arguments) throws IOException {
    control = new Descriptor(Integer.parseInt(arguments[0]));
    launcher = new LauncherConnection(control);
    var file = Files.newOutputStream(Path.of("/proc/self/fd/" + arguments[2]));
    report = new PrintStream(file, true, StandardCharsets.US_ASCII);
    confinement = new Confinement(LauncherTest.NOBODY, Optional.of(Path.of(arguments[3])));
  }

  public static void main(String... arguments) throws Exception {
    var intruder = new Intruder(arguments);
    intruder.run(arguments[1]);
    // The launcher ends this process, or its own end does.
    while (true) Thread.sleep(1000);
  }

  private void run(String deed) throws Exception {
    switch (deed) {
      case "everything" -> tryEverything();
      case "unconfined" -> launcher.say(new Request.Confined());
      case "early" -> launcher.say(session(1));
      case "folder" -> confineWithFolder();
      default -> {
        confine();
        launcher.next();
        after(deed);
      }
    }
  }

  /** Without a rehearsal, which takes its time. */
  private void confine() throws IOException {
    launcher.next();
    ClassPath.open();
    confinement.enter();
    launcher.say(new Request.Confined());
  }

  private void confineWithFolder() throws Exception {
    try (var folder = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      report.println("has open " + folder);
      confine();
      launcher.next();
    }
  }

  private void after(String deed) throws IOException {
    switch (deed) {
      case "again" -> launcher.say(new Request.Confined());
      case "repeated" -> {
        launcher.say(session(1));
        launcher.say(session(1));
      }
      case "descriptor" ->
          new Mail(session(1).mail().octets(), Optional.of(new Descriptor(2))).send(control);
      case "long" -> raw(1, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0);
      case "huge" -> raw(new int[5000]);
      case "kind" -> raw(1, 77);
      case "ended" -> launcher.say(new Request.Ended(1));
      case "leaves" -> control.close();
      default -> throw new IllegalArgumentException(deed);
    }
  }

  private void raw(int... octets) throws IOException {
    var buffer = ByteBuffer.allocate(octets.length);
    for (int octet : octets) buffer.put((byte) octet);
    new Mail(buffer.flip(), Optional.empty()).send(control);
  }

  private static Request.Session session(long number) {
    var here = Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 110));
    return new Request.Session(number, new Client(number, here, here));
  }

  /** As the true one gives up its rights, with all its checks; and then whatever one could try. */
  private void tryEverything() throws Exception {
    int launcherPid = (int) ProcessHandle.current().parent().orElseThrow().pid();
    var process = new NetworkProcess(control, report::println);
    var settings =
        ProxySettings.to(new BackendAddress.Exec(List.of("cat")))
            .certificate(process.certificate());
    process.confine(confinement, settings);
    launcher.next();
    Stream.of("/etc/passwd", "/proc/self/status", System.getProperty("java.home"), "/tmp", "..")
        .filter(path -> Files.isReadable(Path.of(path)) && !path.equals(".."))
        .forEach(path -> report.println("could read " + path));
    attempt("setuid", 0);
    attempt("setgid", 0);
    attempt("setreuid", 0, 0);
    attempt("chroot", "/");
    attempt("mkdir", "/here", 0700);
    attempt("unshare", 0x10000000);
    attempt("ptrace", PTRACE_ATTACH, launcherPid, 0L, 0L);
    attempt("kill", launcherPid, Child.SIGTERM);
    attempt("kill", launcherPid, Child.SIGKILL);
    tryRights();
    report.println("done");
  }

  /** What the calls report is 0 if they are granted. */
  private void attempt(String call, Object... arguments) {
    if (libc.getFunction(call).invokeInt(arguments) == 0) report.println("could " + call);
  }

  private void tryRights() {
    try {
      Rights.become(0, 0);
      report.println("could become root");
    } catch (IOException e) {
      // as it should be
    }
  }
}
