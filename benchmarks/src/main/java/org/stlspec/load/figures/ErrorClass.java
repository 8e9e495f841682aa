package org.stlspec.load.figures;

import io.netty.handler.codec.DecoderException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a session failed. */
public enum ErrorClass {
  /** Nobody accepts connections there. */
  REFUSED,
  /** RST where something was to come. */
  RESET,
  /** The end of the connection where something was to come. */
  CLOSED,
  /** Nothing came in time. */
  TIMEOUT,
  /** The target said what it dislikes by a TLS alert. */
  TLS_ALERT,
  /** TLS failed in another way. */
  TLS,
  /** {@code -ERR} where a session needs {@code +OK}. */
  ERR,
  /** No reply of POP3. */
  MALFORMED,
  /** A message that is not octet for octet what it has to be. */
  WRONG_CONTENT,
  /** No way to the target, or the generator's own system is out of something. */
  SYSTEM;

  /** The name in reports and thresholds. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The class of that label. */
  public static Optional<ErrorClass> labelled(String label) {
    return Arrays.stream(values()).filter(error -> error.label().equals(label)).findFirst();
  }

  /** What an exception of the network or of TLS means. */
  public static ErrorClass of(Throwable thrown) {
    Throwable cause = root(thrown);
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof SSLException) return text.contains("alert") ? TLS_ALERT : TLS;
    if (cause instanceof ClosedChannelException) return CLOSED;
    if (text.contains("reset") || text.contains("broken pipe")) return RESET;
    boolean refused = cause instanceof ConnectException && text.contains("refused");
    return refused ? REFUSED : SYSTEM;
  }

  private static Throwable root(Throwable thrown) {
    boolean wrapped = thrown instanceof DecoderException && thrown.getCause() != null;
    return wrapped ? thrown.getCause() : thrown;
  }
}
