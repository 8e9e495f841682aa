package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the process that talks to clients keeps the rights it was started with. */
enum Privileges {
  KEPT {
    @Override
    List<String> options(Path folder) {
      return List.of();
    }
  },
  SEPARATED {
    @Override
    List<String> options(Path folder) throws IOException {
      assumeTrue(QmailChain.isRoot(), "only root can give up rights");
      Path empty = Files.createDirectories(folder.resolve("empty"));
      return List.of("--user", "65534", "--group", "65534", "--chroot", empty.toString());
    }
  };

  /** Of {@code stlspec proxy}. */
  abstract List<String> options(Path folder) throws IOException;
}
