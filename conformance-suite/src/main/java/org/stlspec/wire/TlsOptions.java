package org.stlspec.wire;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the client offers in its ClientHello. Certificates are taken as they come: whom to trust is
 * not what is tested here.
 *
 * @param engine which implementation speaks
 * @param versions such as {@code TLSv1.3}; TLS 1.0 and 1.1 need {@link Engine#BC}
 * @param alpn protocol names offered; empty: no ALPN extension
 * @param serverName SNI host name; empty: no server_name extension
 * @param flights what is done to the octets of each flight of the handshake before they go out
 * @param tickets sessions to resume, with {@link Engine#JSSE}
 */
public record TlsOptions(
    Engine engine,
    List<String> versions,
    List<String> alpn,
    String serverName,
    UnaryOperator<Octets> flights,
    Tickets tickets) {

  /** Which TLS implementation the client runs on. */
  public enum Engine {
    /** The JDK's SSLEngine: what ordinary clients do. */
    JSSE,
    /** Bouncy Castle's non-blocking protocol: what the JDK's will not do, and alerts by number. */
    BC
  }

  public static final String TLS_1_0 = "TLSv1";
  public static final String TLS_1_1 = "TLSv1.1";
  public static final String TLS_1_2 = "TLSv1.2";
  public static final String TLS_1_3 = "TLSv1.3";

  /** TLS 1.2 and 1.3, no ALPN, SNI localhost, on the JDK's engine. */
  public static TlsOptions usual() {
    return new TlsOptions(
        Engine.JSSE,
        List.of(TLS_1_3, TLS_1_2),
        List.of(),
        "localhost",
        UnaryOperator.identity(),
        Tickets.NONE);
  }

  public TlsOptions engine(Engine other) {
    return new TlsOptions(other, versions, alpn, serverName, flights, tickets);
  }

  public TlsOptions versions(String... only) {
    return new TlsOptions(engine, List.of(only), alpn, serverName, flights, tickets);
  }

  public TlsOptions alpn(String... names) {
    return new TlsOptions(engine, versions, List.of(names), serverName, flights, tickets);
  }

  public TlsOptions serverName(String name) {
    return new TlsOptions(engine, versions, alpn, name, flights, tickets);
  }

  public TlsOptions flights(UnaryOperator<Octets> change) {
    return new TlsOptions(engine, versions, alpn, serverName, change, tickets);
  }

  public TlsOptions tickets(Tickets kept) {
    return new TlsOptions(engine, versions, alpn, serverName, flights, kept);
  }
}
