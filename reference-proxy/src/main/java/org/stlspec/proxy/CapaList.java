package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the backend's CAPA list that of the proxy: STLS once before TLS, never inside TLS. All
 * other lines pass as they are, except that before TLS a list does not promise logins that the
 * proxy refuses there (RFC 2449 section 6.2).
 */
final class CapaList {
  private static final String STLS = "STLS";
  private static final Set<String> LOGINS = Set.of("USER", "SASL");

  private final ProxySettings settings;
  private final boolean insideTls;
  private final boolean offersStls;
  private int lines;
  private int octets;

  CapaList(ProxySettings settings, boolean insideTls) {
    this(settings, insideTls, !insideTls);
  }

  /** Makes a list in which STLS stands only where it can be had. */
  CapaList(ProxySettings settings, boolean insideTls, boolean offersStls) {
    this.settings = settings;
    this.insideTls = insideTls;
    this.offersStls = offersStls;
  }

  /** A line of the backend's list, terminator included. */
  void line(Line line, Consumer<ByteBuf> client) throws Violation {
    lines++;
    octets += line.octets().readableBytes();
    if (lines > settings.limits().capabilityLines()
        || octets > settings.limits().capabilityOctets()) {
      line.drop();
      throw new Violation("CAPA list of the backend has no end", Reply.NOTHING);
    }
    if (line.terminator() && offersStls) client.accept(ascii(STLS));
    if (line.terminator() || shown(line.token())) client.accept(line.octets());
    else line.drop();
  }

  /** The list in the place of a backend that has none. */
  void own(Consumer<ByteBuf> client) {
    client.accept(ascii("+OK capabilities"));
    List<String> own = settings.capabilities();
    for (String line : own) {
      if (shown(line.split(" ", 2)[0])) client.accept(ascii(line));
    }
    if (offersStls) client.accept(ascii(STLS));
    client.accept(ascii("."));
  }

  private boolean shown(String tag) {
    return !tag.equals(STLS) && (insideTls || !settings.requireTls() || !LOGINS.contains(tag));
  }

  private static ByteBuf ascii(String line) {
    return Unpooled.copiedBuffer(line + "\r\n", StandardCharsets.US_ASCII);
  }
}
