package org.stlspec.wire;

/**
 * What a target sent behind the handshake that is no data (RFC 8446 section 4.6).
 *
 * @param keyUpdates how often it changed its keys
 * @param earlyDataAllowed whether a ticket of its invites to 0-RTT
 */
public record Aftermath(int keyUpdates, boolean earlyDataAllowed) {}
