package org.stlspec.suite;

/** Traits of a target without which some cases make no sense; discovered, never assumed. */
public enum Need {
  /** STLS is accepted and the handshake completes. */
  STLS,
  /** Commands that the backend was asked before STLS do not end the offer of STLS. */
  STLS_BEHIND_COMMANDS,
  /** NOOP, USER and the like are answered before STLS. */
  COMMANDS_IN_CLEAR,
  /** Login in clear text is possible. */
  LOGIN_IN_CLEAR,
  /** Login inside TLS is possible with the account at hand. */
  LOGIN,
  /** The backend decides about logins, not the target by a list of its own. */
  BACKEND_LOGIN,
  /** A refused login is answered at once; many servers slow it down, and logins behind it. */
  QUICK_REFUSAL,
  /** The target connects to its backend when the client connects, not only at login. */
  BACKEND_AT_CONNECT,
  /** The greeting is the backend's, not the target's own. */
  BACKEND_GREETING,
  /** Before TLS the capability list is made from the backend's, not the target's own. */
  BACKEND_CAPA,
  /** Inside TLS the capability list is made from the backend's, not the target's own. */
  BACKEND_CAPA_INSIDE_TLS
}
