package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;

/** What the launcher takes for a request, octet by octet. */
class RequestTest {
  private static final InetSocketAddress IPV4 = new InetSocketAddress("192.0.2.1", 40000);
  private static final InetSocketAddress IPV6 = new InetSocketAddress("2001:db8::1", 110);

  private static byte[] session() {
    var client = new Client(7, Optional.of(IPV4), Optional.of(IPV6));
    return octets(new Request.Session(3, client).mail());
  }

  private static byte[] octets(Mail mail) {
    byte[] octets = new byte[mail.octets().remaining()];
    mail.octets().get(octets);
    return octets;
  }

  private static Request read(byte[] octets) throws ForgedException {
    return Request.read(new Mail(ByteBuffer.wrap(octets), Optional.empty()));
  }

  private static String refused(byte[] octets) {
    return assertThrows(ForgedException.class, () -> read(octets)).getMessage();
  }

  private static byte[] changed(int at, int octet) {
    byte[] octets = session();
    octets[at] = (byte) octet;
    return octets;
  }

  @Test
  void eachKindArrivesAsItWasSent() throws ForgedException {
    for (var address : new Optional<?>[] {Optional.of(IPV4), Optional.of(IPV6), Optional.empty()}) {
      var remote = address.map(InetSocketAddress.class::cast);
      var sent = new Request.Session(Long.MAX_VALUE, new Client(9, remote, Optional.of(IPV4)));
      assertEquals(sent, Request.read(sent.mail()));
    }
    assertEquals(new Request.Ended(5), Request.read(new Request.Ended(5).mail()));
    assertEquals(new Request.Confined(), Request.read(new Request.Confined().mail()));
  }

  @Test
  void everyOtherLengthIsRefused() {
    byte[] whole = session();
    for (int length = 1; length <= whole.length + 1; length++) {
      if (length == whole.length) continue;
      byte[] octets = java.util.Arrays.copyOf(whole, length);
      assertEquals("length " + length, refused(octets).replaceFirst(" of kind 2", ""));
    }
    assertEquals("length 3 of kind 1", refused(new byte[] {1, 1, 0}));
    assertEquals("length 9 of kind 3", refused(new byte[] {1, 3, 0, 0, 0, 0, 0, 0, 0}));
  }

  @Test
  void anotherVersionOrKindIsRefused() {
    assertEquals("unknown version", refused(changed(0, 2)));
    assertEquals("unknown kind 4", refused(changed(1, 4)));
    assertEquals("unknown kind -1", refused(changed(1, 0xff)));
  }

  @Test
  void whatNoAddressHasIsRefused() {
    assertEquals("an address of 5 octets", refused(changed(18, 5)));
    assertEquals("an address of -1 octets", refused(changed(18, 0xff)));
    assertEquals("octets behind an address", refused(changed(34, 1)));
    byte[] nowhere = session();
    java.util.Arrays.fill(nowhere, 18, 35, (byte) 0);
    assertEquals("a port without an address", refused(nowhere));
    byte[] nobody = session();
    nobody[17] = 0;
    assertEquals("connection 0", refused(nobody));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDescriptorIsRefusedAndClosed() throws IOException {
    Descriptor descriptor = Descriptor.ofNothing();
    var mail = new Mail(ByteBuffer.wrap(session()), Optional.of(descriptor));
    var refusal = assertThrows(ForgedException.class, () -> Request.read(mail));
    assertEquals("a descriptor came with it", refusal.getMessage());
    assertFalse(descriptor.isOpen());
  }
}
