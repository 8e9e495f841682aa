package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static Admission of(int connections, int perAddress) {
    return new Admission(
        Limits.defaults().connections(connections).connectionsPerAddress(perAddress));
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void asManyAsThereArePlacesAreLetInAndAPlaceGivenBackIsTakenAgain() {
    Admission admission = of(2, 10);
    assertTrue(admission.enter(address(1)));
    assertTrue(admission.enter(address(2)));
    assertFalse(admission.enter(address(3)));
    assertFalse(admission.enter());
    assertEquals(2, admission.inAll());
    admission.leave(address(1));
    assertEquals(1, admission.inAll());
    assertTrue(admission.enter(address(3)));
  }

  @Test
  void oneAddressHasItsOwnLimitAndTakesNoPlaceBeyondIt() {
    Admission admission = of(10, 2);
    assertTrue(admission.enter(address(1)));
    assertTrue(admission.enter(address(1)));
    assertFalse(admission.enter(address(1)));
    assertEquals(2, admission.inAll());
    assertTrue(admission.enter(address(2)));
    admission.leave(address(1));
    assertTrue(admission.enter(address(1)));
    assertFalse(admission.enter(address(1)));
    admission.leave(address(1));
    admission.leave(address(1));
    assertTrue(admission.settle(address(1)));
    assertTrue(admission.settle(address(1)));
    assertFalse(admission.settle(address(1)));
  }
}
