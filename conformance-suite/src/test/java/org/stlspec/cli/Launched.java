package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The stlspec command as a process of its own, and a client for it. */
public final class Launched {
  /** Greets, knows no CAPA, says +OK to everything, and after PASS hands over to cat. */
  static final String POP3 =
      "cr=$(printf '\\r'); printf '+OK <1.2@shell>\\r\\n'; while read -r c a; do case $c in"
          + " PASS*) printf '+OK in\\r\\n'; exec cat;;"
          + " CAPA*) printf -- '-ERR\\r\\n';;"
          + " QUIT*) printf '+OK bye\\r\\n'; exit 3;;"
          + " *) printf '+OK %s\\r\\n' \"${c%$cr}\";; esac; done";

  /** So that a JVM says nothing of its own to the client, as the README of the proxy has it. */
  public static final List<String> QUIET =
      List.of(
          "-XX:-UsePerfData",
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=warning:stderr");

  private Launched() {}

  /** The words that start it. */
  static List<String> stlspec(String... arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(QUIET);
    // In the shipped jar its manifest says so; without, newer JVMs warn on descriptor 2.
    if (Runtime.version().feature() >= 24) words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(List.of("-Xshare:auto", "-cp", System.getProperty("java.class.path")));
    words.add(Stlspec.class.getName());
    words.addAll(List.of(arguments));
    return words;
  }

  static void say(Socket to, String octets) throws IOException {
    to.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    to.getOutputStream().flush();
  }

  static void expect(Socket from, String octets) throws IOException {
    var got = new ByteArrayOutputStream();
    InputStream in = from.getInputStream();
    while (got.size() < octets.length()) {
      int octet = in.read();
      if (octet < 0) break;
      got.write(octet);
    }
    assertEquals(octets, got.toString(StandardCharsets.ISO_8859_1));
  }

  /** Greeting, STLS, login, and what comes after. */
  static void dialogue(Socket raw) throws IOException {
    raw.setSoTimeout(40_000);
    expect(raw, "+OK <1.2@shell>\r\n");
    say(raw, "CAPA\r\n");
    expect(raw, "+OK capabilities\r\nUSER\r\nTOP\r\nUIDL\r\nSTLS\r\n.\r\n");
    say(raw, "STLS\r\n");
    expect(raw, "+OK begin TLS\r\n");
    Socket tls = encrypted(raw);
    say(tls, "USER alice\r\nPASS wonderland\r\n");
    expect(tls, "+OK USER\r\n+OK in\r\n");
    say(tls, "relayed\r\n");
    expect(tls, "relayed\r\n");
    tls.shutdownOutput();
    assertEquals(-1, tls.getInputStream().read());
  }

  /** Behind the +OK to STLS; any certificate will do. */
  static SSLSocket encrypted(Socket raw) throws IOException {
    var factory = context().getSocketFactory();
    return (SSLSocket) factory.createSocket(raw, "localhost", raw.getPort(), true);
  }

  private static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS", "SunJSSE");
      context.init(null, new TrustManager[] {new TrustsAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
