package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.proxy.posix.Descriptor;

class ListeningSocketsTest {

  private static Optional<ListeningSockets> of(String pid, String count, String names) {
    var environment = new HashMap<>(Map.of("LISTEN_PID", pid, "LISTEN_FDS", count));
    if (!names.isEmpty()) environment.put("LISTEN_FDNAMES", names);
    return ListeningSockets.of(environment, 12);
  }

  private static Optional<ListeningSockets> sockets(int stls, int tls) {
    return Optional.of(new ListeningSockets(socket(stls), socket(tls)));
  }

  private static Optional<Descriptor> socket(int number) {
    return number == 0 ? Optional.empty() : Optional.of(new Descriptor(number));
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', 3, 0",
    "2, '', 3, 4",
    "2, a:b, 3, 4",
    "2, pop3s:stls, 4, 3",
    "2, pop3:pop3s, 3, 4",
    "1, pop3s, 0, 3",
    "1, unknown, 3, 0"
  })
  void namesTellTheUseAndPlacesElse(int count, String names, int stls, int tls) {
    assertEquals(sockets(stls, tls), of("12", String.valueOf(count), names));
  }

  @Test
  void whatIsMeantForAnotherProcessIsLeftAlone() {
    assertEquals(Optional.empty(), of("13", "1", ""));
    assertEquals(Optional.empty(), of("", "1", ""));
    assertEquals(Optional.empty(), of("12", "0", ""));
    assertEquals(Optional.empty(), ListeningSockets.of(Map.of("LISTEN_FDS", "1"), 12));
    assertEquals(Optional.empty(), ListeningSockets.of(Map.of("LISTEN_PID", "12"), 12));
  }

  @ParameterizedTest
  @CsvSource({"3, ''", "-1, ''", "x, ''", "2, stls:stls", "2, x:pop3"})
  void nonsenseIsRefused(String count, String names) {
    assertThrows(IllegalArgumentException.class, () -> of("12", count, names));
  }
}
