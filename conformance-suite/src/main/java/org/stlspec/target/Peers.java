package org.stlspec.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The peers in a folder, one folder each. */
public final class Peers {
  private final Path folder;

  private Peers(Path folder) {
    this.folder = folder;
  }

  /** Those in a folder of the user. */
  public static Peers in(Path folder) {
    return new Peers(folder);
  }

  /** Those in a folder of the user, else those that come with the suite. */
  public static Peers of(Optional<Path> folder) {
    return folder.map(Peers::in).orElseGet(Peers::shipped);
  }

  /** Those that come with the suite. */
  public static Peers shipped() {
    try {
      URI one = Peers.class.getResource("peers/stunnel/peer.json").toURI();
      if (one.getScheme().equals("jar")) {
        open(one);
      }
      return new Peers(Path.of(one).getParent().getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void open(URI jar) {
    try {
      FileSystems.newFileSystem(jar, Map.of());
    } catch (FileSystemAlreadyExistsException open) {
      // It stays open for as long as the program runs.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All of them, by name.
   *
   * @throws IllegalArgumentException in one line if the folder or a peer in it is of no use
   */
  public List<Peer> all() {
    List<Path> folders;
    try (var entries = Files.list(folder)) {
      folders = entries.filter(one -> Files.exists(one.resolve("peer.json"))).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("--peer-dir: cannot read " + folder, e);
    }
    return folders.stream().map(Peer::read).toList();
  }

  /**
   * The peer of that name.
   *
   * @throws IllegalArgumentException with the names there are if there is none
   */
  public Peer find(String name) {
    List<Peer> all = all();
    for (Peer one : all) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    String names = String.join(", ", all.stream().map(Peer::name).toList());
    throw new IllegalArgumentException("no peer '" + name + "'; there are: " + names);
  }
}
