package org.stlspec.direct;

/**
 * Something that is not the same through the target.
 *
 * @param where the step of the session
 * @param straight what the backend sends
 * @param through what arrives
 * @param allowed whether a proxy that adds STLS may or must change it
 */
public record Change(
    Kind kind, Way way, String where, String straight, String through, boolean allowed) {}
