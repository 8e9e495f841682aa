package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.stlspec.proxy.backend.Caller;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.UnixStream;

/** A Unix domain socket, whose path the network process does not see. */
final class UnixSource implements SessionSource {
  private final Path path;
  private final Set<Long> open = new HashSet<>();

  UnixSource(Path path) {
    this.path = path;
  }

  @Override
  public Descriptor open(long number, Caller caller) throws IOException {
    Descriptor connection = UnixStream.to(path);
    open.add(number);
    return connection;
  }

  @Override
  public void ended(long number) {
    open.remove(number);
  }

  @Override
  public int sessions() {
    return open.size();
  }
}
