package org.stlspec.wire;

import static org.stlspec.wire.Records.uint;
import static org.stlspec.wire.Records.vector;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A ClientHello put together by hand (RFC 8446 section 4.1.2): what no TLS library would send. It
 * looks for an answer, not for a handshake, so its key share is nobody's.
 *
 * @param recordVersion of the record, such as 0x0301
 * @param version of the message, 0x0303 for TLS 1.2 and 1.3
 * @param compressions methods offered; 0 is none
 * @param extensions bodies by type
 */
public record ClientHello(
    int recordVersion,
    int version,
    List<Integer> suites,
    List<Integer> compressions,
    Map<Integer, Octets> extensions) {

  public static final int SERVER_NAME = 0;
  public static final int EXTENDED_MASTER_SECRET = 23;
  public static final int EARLY_DATA = 42;
  public static final int SUPPORTED_VERSIONS = 43;
  public static final int RENEGOTIATION_INFO = 0xff01;

  /** Of the handshake message. */
  static final int TYPE = 1;

  private static final int SUPPORTED_GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int KEY_SHARE = 51;
  private static final int X25519 = 0x001d;

  /** Forward secrecy and AEAD, for either kind of key, in TLS 1.2. */
  private static final List<Integer> AEAD = List.of(0xc02b, 0xc02f, 0xc02c, 0xc030);

  public ClientHello {
    suites = List.copyOf(suites);
    compressions = List.copyOf(compressions);
    extensions = Collections.unmodifiableMap(new TreeMap<>(extensions));
  }

  /**
   * TLS 1.2 as an ordinary client offers it, with renegotiation_info and extended_master_secret.
   */
  public static ClientHello tls12() {
    return new ClientHello(0x0301, 0x0303, AEAD, List.of(0), Map.of())
        .extension(SUPPORTED_GROUPS, vector(2, uints(X25519, 0x0017, 0x0018)))
        .extension(POINT_FORMATS, vector(1, uint(0, 1)))
        .extension(SIGNATURE_ALGORITHMS, vector(2, uints(0x0403, 0x0804, 0x0401, 0x0503, 0x0601)))
        .extension(EXTENDED_MASTER_SECRET, Octets.NONE)
        .extension(RENEGOTIATION_INFO, vector(1, Octets.NONE));
  }

  /** TLS 1.3 alone. */
  public static ClientHello tls13() {
    Octets share = uint(X25519, 2).plus(vector(2, Octets.of("\t" + "\0".repeat(31))));
    return tls12()
        .suites(0x1301, 0x1302, 0x1303)
        .extension(SUPPORTED_VERSIONS, vector(1, uints(0x0304)))
        .extension(KEY_SHARE, vector(2, share));
  }

  private static Octets uints(int... values) {
    Octets all = Octets.NONE;
    for (int value : values) {
      all = all.plus(uint(value, 2));
    }
    return all;
  }

  public ClientHello recordVersion(int other) {
    return new ClientHello(other, version, suites, compressions, extensions);
  }

  public ClientHello version(int other) {
    return new ClientHello(recordVersion, other, suites, compressions, extensions);
  }

  public ClientHello suites(int... only) {
    return new ClientHello(recordVersion, version, boxed(only), compressions, extensions);
  }

  public ClientHello compressions(int... only) {
    return new ClientHello(recordVersion, version, suites, boxed(only), extensions);
  }

  private static List<Integer> boxed(int... values) {
    return IntStream.of(values).boxed().toList();
  }

  /** With this extension, in place of one of the same type. */
  public ClientHello extension(int type, Octets body) {
    var more = new TreeMap<>(extensions);
    more.put(type, body);
    return new ClientHello(recordVersion, version, suites, compressions, more);
  }

  public ClientHello without(int type) {
    var fewer = new TreeMap<>(extensions);
    fewer.remove(type);
    return new ClientHello(recordVersion, version, suites, compressions, fewer);
  }

  /** With a server_name extension that names this host. */
  public ClientHello serverName(String host) {
    Octets name = uint(0, 1).plus(vector(2, Octets.of(host)));
    return extension(SERVER_NAME, vector(2, name));
  }

  /** Offers these versions by supported_versions, such as 0x0304. */
  public ClientHello versions(int... offered) {
    return extension(SUPPORTED_VERSIONS, vector(1, uints(offered)));
  }

  /** With values in every list that exist to be ignored (RFC 8701). */
  public ClientHello grease() {
    int[] more = IntStream.concat(IntStream.of(0x0a0a), suites.stream().mapToInt(i -> i)).toArray();
    return suites(more)
        .extension(SUPPORTED_GROUPS, vector(2, uints(0x2a2a, X25519, 0x0017, 0x0018)))
        .extension(0x1a1a, Octets.NONE)
        .extension(0x3a3a, uint(0, 1));
  }

  /** As it goes over the wire: one message in one record. */
  public Octets octets() {
    return Records.record(Records.HANDSHAKE, recordVersion, message());
  }

  /** The message without its record. */
  public Octets message() {
    Octets all = uint(version, 2).plus(random()).plus(vector(1, Octets.NONE));
    all = all.plus(vector(2, uints(suites.stream().mapToInt(i -> i).toArray())));
    all = all.plus(vector(1, Octets.of(bytes(compressions))));
    Octets body = extensions.isEmpty() ? all : all.plus(vector(2, bodies()));
    return uint(TYPE, 1).plus(vector(3, body));
  }

  private static Octets random() {
    return Octets.of("stlspec: nothing random about it");
  }

  private static byte[] bytes(List<Integer> values) {
    byte[] octets = new byte[values.size()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = values.get(i).byteValue();
    }
    return octets;
  }

  private Octets bodies() {
    Octets all = Octets.NONE;
    for (var extension : extensions.entrySet()) {
      all = all.plus(uint(extension.getKey(), 2)).plus(vector(2, extension.getValue()));
    }
    return all;
  }
}
