package org.stlspec.cases;

import org.stlspec.suite.Case;
import org.stlspec.wire.Client;

/** Played at the very end of every run, whatever was selected. */
class SanityCases {

  @Case(
      id = "sanity.still-serving",
      verifies = "POP3-LIFE-07",
      fix = "Give back whatever a session held, however it ended.")
  void theTargetStillServesAfterAllCases(Client client) {
    client.mustConnect("a connection");
    client.greeting().mustBeOk("a greeting");
    client.capa().status().mustBeAnswer("a reply to CAPA");
    client.command("QUIT");
  }
}
