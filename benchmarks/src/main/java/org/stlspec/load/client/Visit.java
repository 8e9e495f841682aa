package org.stlspec.load.client;

import java.util.OptionalInt;

/**
 * One session to come.
 *
 * @param intended when it should begin, in nanoseconds of {@link System#nanoTime}
 * @param measured whether it counts
 * @param resumes the user whose last TLS session it goes on from, if it does
 */
public record Visit(
    Dialogue dialogue, Account account, long intended, boolean measured, OptionalInt resumes) {}
