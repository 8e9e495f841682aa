package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Rights;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.KeyHolder;

/**
 * The process that has the private key. It reads certificate and key, gives up its rights, says
 * over its socket that it is ready, and signs handshakes until the other end of the socket is
 * closed.
 *
 * <p>Arguments: certificate file, key file, number of the socket's descriptor; then, if there are
 * rights to give up, user and group as numbers, and a directory to be confined to, if any. {@link
 * StartedKeyProcess} is the way to start it.
 *
 * <p>Exit codes: 0 at the end, 2 if certificate or key are of no use, 3 if it cannot do its work or
 * is sent what is no request.
 */
public final class KeyProcess {
  private static final int BAD_INPUT = 2;
  private static final int TROUBLE = 3;

  private KeyProcess() {}

  /** Is the process. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (!usable(arguments)) {
      System.err.println(
          "usage: KeyProcess CERT-FILE KEY-FILE DESCRIPTOR [USER GROUP [DIRECTORY]]");
      return BAD_INPUT;
    }
    var socket = new Descriptor(number(arguments.get(2)));
    try {
      begun(arguments).serve(socket);
      return 0;
    } catch (IOException e) {
      say(e.getMessage());
      return TROUBLE;
    } catch (GeneralSecurityException e) {
      return unfit(e, socket);
    }
  }

  private static boolean usable(List<String> arguments) {
    int count = arguments.size();
    return (count == 3 || count == 5 || count == 6)
        && arguments.subList(2, Math.min(count, 5)).stream().allMatch(a -> a.matches("\\d{1,10}"));
  }

  private static KeyHolder begun(List<String> arguments)
      throws GeneralSecurityException, IOException {
    Certificate certificate =
        Certificate.read(Path.of(arguments.get(0)), Path.of(arguments.get(1)));
    KeyHolder.rehearse(certificate);
    giveUp(arguments.subList(3, arguments.size()));
    return new KeyHolder(certificate, KeyProcess::say);
  }

  /** The other end of the socket waits to hear that all is well, so it is told. */
  private static int unfit(GeneralSecurityException why, Descriptor socket) {
    byte[] text = (StartedKeyProcess.SORRY + why.getMessage()).getBytes(StandardCharsets.UTF_8);
    try {
      new Mail(ByteBuffer.wrap(text), Optional.empty()).send(socket);
    } catch (IOException e) {
      say(why.getMessage());
    }
    return BAD_INPUT;
  }

  private static void say(String line) {
    System.err.println("key-process " + line);
  }

  private static void giveUp(List<String> arguments) throws IOException {
    if (arguments.size() > 2) Rights.confineTo(Path.of(arguments.get(2)));
    if (!arguments.isEmpty()) {
      Rights.become(number(arguments.get(0)), number(arguments.get(1)));
      Rights.confirmGone();
    }
    Rights.hideMemory();
  }

  private static int number(String digits) {
    return Integer.parseUnsignedInt(digits);
  }
}
