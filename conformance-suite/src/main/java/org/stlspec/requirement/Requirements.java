package org.stlspec.requirement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue, in its own order. */
public final class Requirements {
  private static final Requirements ALL = read();

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

  private static Requirements read() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : lines("untested.tsv")) {
      String[] cells = cells(line, 2);
      put(reasons, cells[0], cells[1]);
    }
    Map<String, Requirement> rows = new LinkedHashMap<>();
    for (String line : lines("requirements.tsv")) {
      String[] cells = cells(line, 6);
      String reason = reasons.remove(cells[0]);
      put(rows, cells[0], row(cells, reason == null ? "" : reason));
    }
    if (!reasons.isEmpty()) {
      throw new IllegalStateException("reasons for unknown requirements: " + reasons.keySet());
    }
    return new Requirements(rows);
  }

  /** The lines of a table below its head. */
  private static List<String> lines(String resource) {
    try (var in = Requirements.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] cells(String line, int columns) {
    String[] cells = line.split("\t", -1);
    if (cells.length != columns) {
      throw new IllegalStateException("a row has not " + columns + " cells: " + line);
    }
    return cells;
  }

  private static <T> void put(Map<String, T> rows, String id, T row) {
    if (rows.put(id, row) != null) {
      throw new IllegalStateException("two rows are called " + id);
    }
  }

  private static Requirement row(String[] cells, String untested) {
    List<String> parties = List.of(cells[4].split(",", -1));
    return new Requirement(
        cells[0], cells[1], cells[2], Level.of(cells[3]), parties, cells[5], untested);
  }
}
