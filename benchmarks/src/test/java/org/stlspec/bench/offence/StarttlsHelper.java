package org.stlspec.bench.offence;

import org.stlspec.suite.Case;

/** A bad name, a worse one, and a case in a class that is not called so. */
final class StarttlsHelper {
  @Case(id = "offence.case", verifies = "POP3-BASE-01", fix = "None.")
  void offends() {}
}
