package org.stlspec.requirement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue, in its own order. */
public final class Requirements {
  private static final int COLUMNS = 6;
  private static final Requirements ALL = read("requirements.tsv");

  private final Map<String, Requirement> byId;

  private Requirements(Map<String, Requirement> byId) {
    this.byId = byId;
  }

  public static Requirements all() {
    return ALL;
  }

  public Optional<Requirement> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<Requirement> rows() {
    return byId.values();
  }

  private static Requirements read(String resource) {
    Map<String, Requirement> rows = new LinkedHashMap<>();
    List<String> lines = lines(resource);
    for (String line : lines.subList(1, lines.size())) {
      Requirement row = row(line);
      if (rows.put(row.id(), row) != null) {
        throw new IllegalStateException(resource + " has " + row.id() + " twice");
      }
    }
    return new Requirements(rows);
  }

  private static List<String> lines(String resource) {
    try (var in = Requirements.class.getResourceAsStream(resource)) {
      return new ArrayList<>(new String(in.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Requirement row(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("a row of the catalogue has not six cells: " + line);
    }
    return new Requirement(
        cells[0], cells[1], cells[2], Level.of(cells[3]), List.of(cells[4].split(",")), cells[5]);
  }
}
