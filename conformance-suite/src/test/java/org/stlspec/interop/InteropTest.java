package org.stlspec.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.apache.commons.net.pop3.POP3SClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.qmail.FakeQmail;
import org.stlspec.qmail.SampleMaildir;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.TargetTrouble;

/** The reference proxy between a client and servers that others wrote. */
class InteropTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Map<String, String> ACCOUNTS = Map.of("alice", "wonderland");

  @TempDir private Path folder;

  private FakeQmail qmail() throws IOException {
    Path maildir = SampleMaildir.into(folder.resolve("Maildir"));
    return FakeQmail.listen(ANY_PORT, "pop.test", maildir, ACCOUNTS);
  }

  private long messagesLeft() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** An explicit-TLS client of Commons Net that takes any certificate. */
  private static POP3SClient secured(EmbeddedTarget proxy) throws IOException {
    var client = new POP3SClient(false);
    client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
    connect(client, proxy);
    assertTrue(client.execTLS(), client.getReplyString());
    return client;
  }

  private static void connect(POP3Client client, EmbeddedTarget proxy) throws IOException {
    client.setDefaultTimeout(20_000);
    client.connect(proxy.address().getAddress(), proxy.address().getPort());
  }

  private static String retrieved(POP3Client client, int number) throws IOException {
    Reader message = client.retrieveMessage(number);
    assertNotNull(message, client.getReplyString());
    var text = new StringWriter();
    message.transferTo(text);
    return text.toString();
  }

  /** As qmail-pop3d sends it: lines end in CRLF, and an empty one is added. */
  private static String sample(int number) {
    byte[] octets = SampleMaildir.messages().get(number - 1);
    return new String(octets, StandardCharsets.ISO_8859_1).replace("\n", "\r\n") + "\r\n";
  }

  private static void readAll(POP3Client client) throws IOException {
    assertTrue(client.login("alice", "wonderland"), client.getReplyString());
    POP3MessageInfo[] list = client.listMessages();
    assertEquals(3, list.length);
    for (int number = 1; number <= 3; number++) {
      assertEquals(sample(number), retrieved(client, number));
    }
  }

  @ParameterizedTest
  @EnumSource(value = TlsEngine.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void commonsNetReadsAndDeletesOverStls(TlsEngine engine) throws IOException, TargetTrouble {
    try (FakeQmail qmail = qmail();
        EmbeddedTarget proxy = EmbeddedTarget.start(qmail.address(), engine)) {
      POP3SClient client = secured(proxy);
      readAll(client);
      assertTrue(client.deleteMessage(2), client.getReplyString());
      assertEquals(3, messagesLeft(), "deleted only by QUIT");
      assertTrue(client.logout(), client.getReplyString());
      client.disconnect();
      assertEquals(2, messagesLeft());
    }
  }

  @Test
  void commonsNetReadsAndDeletesInClear() throws IOException, TargetTrouble {
    try (FakeQmail qmail = qmail();
        EmbeddedTarget proxy = EmbeddedTarget.start(qmail.address(), TlsEngine.AUTO)) {
      var client = new POP3Client();
      connect(client, proxy);
      readAll(client);
      assertTrue(client.deleteMessage(1), client.getReplyString());
      assertTrue(client.logout(), client.getReplyString());
      client.disconnect();
      assertEquals(2, messagesLeft());
    }
  }

  @Test
  void aWrongPasswordIsRefusedOverStls() throws IOException, TargetTrouble {
    try (FakeQmail qmail = qmail();
        EmbeddedTarget proxy = EmbeddedTarget.start(qmail.address(), TlsEngine.AUTO)) {
      POP3SClient client = secured(proxy);
      assertFalse(client.login("alice", "queen of hearts"));
      client.disconnect();
    }
  }

  @Test
  void commonsNetFindsStlsOfferedUntilItIsUsed() throws IOException, TargetTrouble {
    try (FakeQmail qmail = qmail();
        EmbeddedTarget proxy = EmbeddedTarget.start(qmail.address(), TlsEngine.AUTO)) {
      var client = new POP3SClient(false);
      client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
      connect(client, proxy);
      assertTrue(client.capa());
      assertTrue(List.of(client.getReplyStrings()).contains("STLS"), client.getReplyString());
      assertTrue(client.execTLS());
      assertTrue(client.capa());
      assertFalse(List.of(client.getReplyStrings()).contains("STLS"), client.getReplyString());
      client.disconnect();
    }
  }

  @ParameterizedTest
  @EnumSource(value = TlsEngine.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void mailOfGreenMailIsReadUnchangedOverStls(TlsEngine engine) throws Exception {
    var greenMail = new GreenMail(ServerSetup.POP3.dynamicPort());
    greenMail.start();
    try {
      MimeMessage sent = deliver(greenMail.setUser("alice@example.org", "alice", "wonderland"));
      var address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), greenMail.getPop3().getPort());
      try (EmbeddedTarget proxy = EmbeddedTarget.start(address, engine)) {
        POP3SClient client = secured(proxy);
        assertTrue(client.login("alice", "wonderland"), client.getReplyString());
        assertEquals(1, client.listMessages().length);
        assertEquals(text(sent).strip(), retrieved(client, 1).strip());
        assertTrue(client.deleteMessage(1), client.getReplyString());
        assertTrue(client.logout(), client.getReplyString());
        client.disconnect();
        assertEquals(0, greenMail.getReceivedMessages().length);
      }
    } finally {
      greenMail.stop();
    }
  }

  private static MimeMessage deliver(GreenMailUser user) throws MessagingException {
    String body = "first line\r\n.a dot\r\n..two dots\r\n\r\n" + "long ".repeat(180) + "\r\nlast";
    MimeMessage message =
        GreenMailUtil.createTextEmail(
            "alice@example.org", "rabbit@example.org", "Late", body, ServerSetup.POP3);
    message.saveChanges();
    user.deliver(message);
    return message;
  }

  private static String text(MimeMessage message) throws IOException, MessagingException {
    var octets = new ByteArrayOutputStream();
    message.writeTo(octets);
    return octets.toString(StandardCharsets.ISO_8859_1);
  }
}
