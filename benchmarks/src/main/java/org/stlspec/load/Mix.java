package org.stlspec.load;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.stlspec.load.client.Dialogue;
import org.stlspec.load.client.Step;
import org.stlspec.load.maildrop.Maildrop;

/**
 * What sessions do, and what is in the maildrop that is served to them. A file of it has lines
 * {@code messages SIZE[xCOUNT] …} and {@code session WEIGHT COMMAND, COMMAND…}; {@code #} begins a
 * comment.
 *
 * @param sizes of the messages, in octets
 * @param kinds of sessions
 */
public record Mix(List<Integer> sizes, List<Kind> kinds) {
  private static final int LARGEST = 256 * 1024 * 1024;
  private static final int MOST_MESSAGES = 100_000;
  private static final int HEAVIEST = 1_000;

  /**
   * A kind of session.
   *
   * @param weight how many of them there are to those of other kinds
   * @param login whether they log in at all
   * @param steps behind the login, or in its place
   */
  public record Kind(int weight, boolean login, List<Step> steps) {
    /** One that logs in. */
    public Kind(int weight, List<Step> steps) {
      this(weight, true, steps);
    }
  }

  /** Ten messages of 4 KiB; every session asks for STAT and LIST and gets one. */
  static Mix ordinary() {
    return new Mix(
        Collections.nCopies(10, 4096),
        List.of(new Kind(1, Dialogue.transaction("STAT, LIST, RETR 1"))));
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with one line that names file and line
   */
  static Mix read(Path file) {
    List<Integer> sizes = new ArrayList<>();
    List<Kind> kinds = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      try {
        line(lines.get(i).replaceFirst("#.*", "").strip(), sizes, kinds);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (kinds.isEmpty()) throw new IllegalArgumentException(file + ": no line 'session …' in it");
    return new Mix(sizes.isEmpty() ? ordinary().sizes() : List.copyOf(sizes), List.copyOf(kinds));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("--mix: no such file: " + file, e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("--mix: not UTF-8: " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("--mix: cannot read " + file, e);
    }
  }

  private static void line(String line, List<Integer> sizes, List<Kind> kinds) {
    String[] words = line.split("\\s+", 3);
    if (line.isEmpty()) return;
    if (words[0].equals("messages") && words.length > 1) {
      for (String size : line.split("\\s+", -1)) {
        if (!size.equals("messages")) sizes.addAll(sizes(size));
      }
      if (sizes.size() > MOST_MESSAGES) {
        throw new IllegalArgumentException("more than " + MOST_MESSAGES + " messages");
      }
    } else if (words[0].equals("session") && words.length == 3) {
      int weight = number("weight", words[1], 1, HEAVIEST);
      kinds.add(new Kind(weight, Dialogue.transaction(words[2])));
    } else {
      throw new IllegalArgumentException(
          "expected 'messages SIZE[xCOUNT] …' or 'session WEIGHT COMMAND, …', got '" + line + "'");
    }
  }

  private static List<Integer> sizes(String written) {
    String[] parts = written.split("x", 2);
    int size = number("message size", parts[0], Maildrop.SMALLEST, LARGEST);
    int count = parts.length == 1 ? 1 : number("count", parts[1], 1, MOST_MESSAGES);
    return Collections.nCopies(count, size);
  }

  private static int number(String what, String digits, int least, int most) {
    if (digits.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(digits);
      if (number >= least && number <= most) return number;
    }
    throw new IllegalArgumentException(
        what + " must be a number from " + least + " to " + most + ", not '" + digits + "'");
  }

  /**
   * Checks that what sessions get is there.
   *
   * @throws IllegalArgumentException with one line if not
   */
  void requireServed() {
    for (Kind kind : kinds) {
      for (Step step : kind.steps()) {
        if (step instanceof Step.Retrieve one && one.number() > sizes.size()) {
          throw new IllegalArgumentException(
              "RETR " + one.number() + ", but only " + sizes.size() + " messages are served");
        }
      }
    }
  }

  /** All kinds in the order in which sessions take them, spread by weight. */
  List<Kind> order() {
    int total = kinds.stream().mapToInt(Kind::weight).sum();
    int[] credit = new int[kinds.size()];
    List<Kind> order = new ArrayList<>();
    for (int turn = 0; turn < total; turn++) {
      int best = 0;
      for (int i = 0; i < credit.length; i++) {
        credit[i] += kinds.get(i).weight();
        if (credit[i] > credit[best]) best = i;
      }
      credit[best] -= total;
      order.add(kinds.get(best));
    }
    return order;
  }
}
