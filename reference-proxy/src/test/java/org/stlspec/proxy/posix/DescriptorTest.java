package org.stlspec.proxy.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DescriptorTest {
  private static final Descriptor CLOSED = new Descriptor(99_999);

  @Test
  void aClosedDescriptorIsAnErrorWithItsReason() throws IOException {
    assertFalse(CLOSED.isOpen());
    var e = assertThrows(ErrnoException.class, CLOSED::close);
    assertEquals("close descriptor 99999: Bad file descriptor", e.getMessage());
    assertThrows(ErrnoException.class, CLOSED::nonBlocking);
    assertThrows(ErrnoException.class, () -> SocketKind.of(CLOSED));
    assertThrows(ErrnoException.class, () -> Mail.receive(CLOSED, 1));
    assertThrows(IllegalArgumentException.class, () -> new Descriptor(-1));
  }

  @Test
  void kindsAreTold() throws IOException {
    Pair sockets = Pair.ofSockets();
    Pair pipe = Pair.ofPipe();
    assertEquals(SocketKind.UNIX, SocketKind.of(sockets.first()));
    assertEquals(SocketKind.NO_SOCKET, SocketKind.of(pipe.first()));
    assertTrue(pipe.first().sameFileAs(pipe.second()));
    assertFalse(sockets.first().sameFileAs(sockets.second()));
    assertFalse(CLOSED.sameFileAs(CLOSED));
    sockets.close();
    pipe.close();
  }

  @Test
  void copiesNameTheSame() throws IOException {
    Pair pipe = Pair.ofPipe();
    Descriptor copy = pipe.first().copyFrom(100);
    assertTrue(copy.number() >= 100);
    assertTrue(copy.sameFileAs(pipe.first()));
    pipe.close();
    copy.close();
  }

  @Test
  void aDescriptorTravelsWithAMessage() throws IOException {
    Pair line = Pair.ofSockets();
    Pair cargo = Pair.ofSockets();
    new Mail(ByteBuffer.wrap(new byte[] {1, 2}), Optional.of(cargo.first())).send(line.first());
    Mail got = Mail.receive(line.second(), 100).orElseThrow();
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2}), got.octets());
    Descriptor arrived = got.descriptor().orElseThrow();
    assertTrue(arrived.sameFileAs(cargo.first()));
    arrived.close();
    new Mail(ByteBuffer.wrap(new byte[] {3}), Optional.empty()).send(line.first());
    assertEquals(Optional.empty(), Mail.receive(line.second(), 100).orElseThrow().descriptor());
    line.first().close();
    assertTrue(Mail.receive(line.second(), 100).isEmpty());
    var gone = new Mail(ByteBuffer.wrap(new byte[] {3}), Optional.empty());
    assertThrows(ErrnoException.class, () -> gone.send(line.second()));
    line.second().close();
    cargo.close();
  }

  @Test
  void rightsThatCannotBeGivenUpAreAnError() {
    var e = assertThrows(ErrnoException.class, () -> Rights.confineTo(Path.of("/no/such")));
    assertTrue(e.getMessage().startsWith("chroot /no/such: "), e.getMessage());
  }
}
