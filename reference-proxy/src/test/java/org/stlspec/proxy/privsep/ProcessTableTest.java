package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
  private static final Path STATUS = Path.of("status");
  private static final Map<String, String> EXPECTED = Map.of("Uid", "7\t7\t7\t7");

  @Test
  void linesOfAnotherShapeAreOfNoAccount() throws IOException {
    ProcessTable.confirm(STATUS, List.of("Name:\tjava", "", "torn", "Uid:\t7\t7\t7\t7"), EXPECTED);
  }

  @Test
  void anotherValueIsTold() {
    List<String> lines = List.of("Uid:\t7\t0\t7\t7");
    var e = assertThrows(IOException.class, () -> ProcessTable.confirm(STATUS, lines, EXPECTED));
    assertEquals("status has Uid: 7\t0\t7\t7 where it should be 7\t7\t7\t7", e.getMessage());
  }

  @Test
  void whatIsNotShownIsNotConfirmed() {
    List<String> lines = List.of("Name:\tjava");
    var e = assertThrows(IOException.class, () -> ProcessTable.confirm(STATUS, lines, EXPECTED));
    assertEquals("status has Uid: nothing where it should be 7\t7\t7\t7", e.getMessage());
  }
}
