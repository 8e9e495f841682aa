package org.stlspec.load.maildrop;

/**
 * What is remembered of the body of a RETR reply, to know it again: from behind the status line to
 * the terminator, as on the wire.
 *
 * @param octets with the terminator
 * @param crc CRC-32C, which processors compute faster than they encrypt
 */
public record Digest(long octets, int crc) {}
