package org.stlspec.direct;

import java.util.List;
import org.stlspec.wire.End;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/**
 * What came back at one step.
 *
 * @param text for a reader, and to be compared where there is nothing better
 * @param octets all of them
 * @param lines of a multi-line response that was positive; else none
 */
record Answer(Kind kind, String text, Octets octets, List<String> lines) {
  // What no two sessions have in common: the timestamp for APOP, but for its host.
  private static final String TIMESTAMP = "<[^<>@\\s]+@";

  static Answer of(Kind kind, Reply reply) {
    Kind what = reply.end().isPresent() ? Kind.CLOSE : kind;
    return new Answer(what, reply.seen(), reply.octets(), List.of());
  }

  static Answer of(Kind kind, MultiLine response) {
    String how = response.complete() ? response.octets().length() + " octets" : response.seen();
    if (!response.status().positive()) {
      return of(kind, response.status());
    }
    return new Answer(kind, how, response.octets(), response.lines());
  }

  /** An orderly end in clear is one inside TLS as well. */
  static Answer of(End end) {
    boolean orderly = end.kind() == End.Kind.FIN || end.kind() == End.Kind.CLOSE_NOTIFY;
    String text = orderly ? "connection closed in order" : end.seen();
    return new Answer(Kind.CLOSE, text, Octets.NONE, List.of());
  }

  boolean same(Answer other) {
    return comparable().equals(other.comparable());
  }

  private List<String> comparable() {
    String content = octets.latin1().replaceAll(TIMESTAMP, "<@");
    return kind == Kind.CLOSE ? List.of(text) : List.of(content);
  }
}
