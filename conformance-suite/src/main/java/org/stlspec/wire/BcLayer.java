package org.stlspec.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** TLS on Bouncy Castle: old versions, and alerts by number. */
final class BcLayer implements TlsLayer {
  private final Protocol protocol = new Protocol();
  private final Client client;
  private String failure = "";
  private boolean closedByPeer;

  BcLayer(TlsOptions options) {
    client = new Client(new BcTlsCrypto(new SecureRandom()), options);
  }

  @Override
  public byte[] hello() {
    guarded(() -> protocol.connect(client));
    return outgoing();
  }

  @Override
  public void feed(byte[] octets) {
    guarded(() -> protocol.offerInput(octets));
    closedByPeer |= client.closeNotifySeen;
  }

  @Override
  public byte[] plaintext() {
    byte[] octets = new byte[protocol.getAvailableInputBytes()];
    protocol.readInput(octets, 0, octets.length);
    return octets;
  }

  @Override
  public byte[] outgoing() {
    byte[] octets = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(octets, 0, octets.length);
    return octets;
  }

  @Override
  public void seal(byte[] octets) {
    guarded(() -> protocol.writeApplicationData(octets, 0, octets.length));
  }

  @Override
  public void closeNotify() {
    guarded(protocol::close);
  }

  @Override
  public void seal(int type, byte[] content) {
    guarded(() -> protocol.writeRecord((short) type, content));
  }

  @Override
  public void updateKeys() {
    guarded(() -> protocol.send13KeyUpdate(true));
  }

  @Override
  public Aftermath aftermath() {
    return new Aftermath(protocol.keyUpdates, protocol.earlyDataAllowed);
  }

  @Override
  public boolean established() {
    return client.complete && failure.isEmpty();
  }

  @Override
  public boolean closedByPeer() {
    return closedByPeer;
  }

  @Override
  public String failure() {
    return failure;
  }

  @Override
  public TlsFacts facts() {
    return client.facts();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void guarded(Step step) {
    if (!failure.isEmpty()) {
      return;
    }
    try {
      step.run();
    } catch (TlsFatalAlertReceived e) {
      failure = "TLS alert " + AlertDescription.getText(e.getAlertDescription());
    } catch (TlsFatalAlert e) {
      failure = "TLS broken: " + AlertDescription.getText(e.getAlertDescription());
    } catch (IOException | RuntimeException e) {
      failure = "TLS broken: " + e.getMessage();
    }
  }

  private static ProtocolVersion version(String name) {
    return switch (name) {
      case TlsOptions.TLS_1_0 -> ProtocolVersion.TLSv10;
      case TlsOptions.TLS_1_1 -> ProtocolVersion.TLSv11;
      case TlsOptions.TLS_1_2 -> ProtocolVersion.TLSv12;
      case TlsOptions.TLS_1_3 -> ProtocolVersion.TLSv13;
      default -> throw new IllegalArgumentException("unknown TLS version " + name);
    };
  }

  /** Opened up for what no sane client does, and for what it would keep to itself. */
  private static final class Protocol extends TlsClientProtocol {
    private static final int EARLY_DATA = 42;
    private int keyUpdates;
    private boolean earlyDataAllowed;

    void writeRecord(short type, byte[] content) throws IOException {
      writeRecord(type, content, 0, content.length);
    }

    @Override
    protected void send13KeyUpdate(boolean updateRequested) throws IOException {
      super.send13KeyUpdate(updateRequested);
    }

    @Override
    protected void receive13KeyUpdate(ByteArrayInputStream message) throws IOException {
      super.receive13KeyUpdate(message);
      keyUpdates++;
    }

    @Override
    protected void receive13NewSessionTicket(ByteArrayInputStream message) throws IOException {
      byte[] all = message.readAllBytes();
      super.receive13NewSessionTicket(new ByteArrayInputStream(all));
      var again = new ByteArrayInputStream(all);
      TlsUtils.readFully(8, again); // lifetime and age
      TlsUtils.readOpaque8(again); // nonce
      TlsUtils.readOpaque16(again); // ticket
      earlyDataAllowed |= readExtensions(again).containsKey(EARLY_DATA);
    }
  }

  /** What is offered, and what became of it. */
  private static final class Client extends DefaultTlsClient {
    private final TlsOptions options;
    private boolean complete;
    private boolean closeNotifySeen;

    Client(TlsCrypto crypto, TlsOptions options) {
      super(crypto);
      this.options = options;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return options.versions().stream().map(BcLayer::version).toArray(ProtocolVersion[]::new);
    }

    @Override
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's signature
    protected Vector<ProtocolName> getProtocolNames() {
      if (options.alpn().isEmpty()) {
        return null;
      }
      var names = new Vector<ProtocolName>();
      options.alpn().forEach(name -> names.add(ProtocolName.asUtf8Encoding(name)));
      return names;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's signature
    protected Vector<ServerName> getSNIServerNames() {
      if (options.serverName().isEmpty()) {
        return null;
      }
      byte[] name = Octets.of(options.serverName()).bytes();
      return new Vector<>(List.of(new ServerName((short) 0, name)));
    }

    /** Servers send tickets to those only who say how they would use them. */
    @Override
    @SuppressWarnings({"JdkObsolete", "unchecked"}) // Bouncy Castle's signature
    public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
      Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
      if (options.versions().contains(TlsOptions.TLS_1_3)) {
        extensions.put(
            ExtensionType.psk_key_exchange_modes, new byte[] {1, PskKeyExchangeMode.psk_dhe_ke});
      }
      return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate certificate) {
          // The suite judges POP3 behaviour, not certificates.
        }

        @Override
        public TlsCredentials getClientCredentials(CertificateRequest request) {
          return null;
        }
      };
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
      closeNotifySeen |= description == AlertDescription.close_notify;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      complete = true;
    }

    TlsFacts facts() {
      var session = context.getSecurityParametersConnection();
      var alpn = session.getApplicationProtocol();
      return new TlsFacts(
          session
              .getNegotiatedVersion()
              .getName()
              .replace("TLS 1.0", "TLSv1")
              .replace("TLS ", "TLSv"),
          String.format("0x%04X", session.getCipherSuite()),
          alpn == null ? "" : alpn.getUtf8Decoding(),
          session.isResumedSession(),
          List.of());
    }
  }
}
