package org.stlspec.qmail.script;

import java.util.List;

/** A POP3 server's own answers in one session. */
interface Persona {

  List<Act> greeting();

  /** The answer to a command line without its line end. */
  List<Act> answer(String line);

  /** What to do when no further line will come. */
  List<Act> atEnd();

  /** From here the session is in the TRANSACTION state. */
  void login();
}
