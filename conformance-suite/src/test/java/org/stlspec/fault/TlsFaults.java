package org.stlspec.fault;

import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** TLS set up the wrong way. */
final class TlsFaults {
  private TlsFaults() {}

  @Breaks("tls.version-1-2")
  static class SpeaksTls13Only extends Session {
    @Override
    void configure(SSLSocket tls) {
      super.configure(tls);
      tls.setEnabledProtocols(new String[] {"TLSv1.3"});
    }
  }

  @Breaks("tls.version-1-3")
  static class SpeaksTls12Only extends Session {
    @Override
    void configure(SSLSocket tls) {
      super.configure(tls);
      tls.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
  }

  @Breaks({"tls.version-1-0-refused", "tls.version-1-1-refused"})
  static class AcceptsOldVersions extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      BcTls.serve(client(), behind, BcTls::new, new BcTlsServer(BcTlsServer.OLD));
    }
  }

  @Breaks(value = "tls.alpn-pop3", warns = "tls.alpn-other-refused")
  static class IgnoresAlpn extends Session {
    @Override
    void configure(SSLSocket tls) {
      modern(tls);
    }
  }

  @Breaks({"tls.alpn-other-refused", "resumption.alpn-anew"})
  static class SelectsWhateverAlpnIsOffered extends Session {
    @Override
    void configure(SSLSocket tls) {
      tls.setHandshakeApplicationProtocolSelector((socket, offered) -> offered.get(0));
    }
  }

  @Breaks("tls.alpn-among-others")
  static class LooksAtTheFirstProtocolAlone extends Session {
    @Override
    void configure(SSLSocket tls) {
      modern(tls);
      tls.setHandshakeApplicationProtocolSelector(
          (socket, offered) -> offered.get(0).equals("pop3") ? "pop3" : null);
    }
  }

  @Breaks("renegotiation.limited")
  static class RenegotiatesAsOftenAsAsked extends Session {
    @Override
    void renegotiated() {}
  }

  @Breaks("tls.alpn-other-refused")
  static class SelectsPop3ButRefusesNothing extends Session {
    @Override
    void configure(SSLSocket tls) {
      tls.setHandshakeApplicationProtocolSelector(
          (socket, offered) -> offered.contains("pop3") ? "pop3" : "");
    }
  }

  @Breaks("tls.quit-sends-close-notify")
  static class SendsNoCloseNotify extends Session {
    @Override
    Leg.Goodbye goodbye(SSLSocket tls) {
      return () -> {};
    }
  }
}
