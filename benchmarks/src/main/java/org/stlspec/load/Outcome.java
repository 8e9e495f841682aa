package org.stlspec.load;

import java.time.Instant;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Generator;

/**
 * What came of a run.
 *
 * @param engine of the clients, or {@code none} in clear
 */
public record Outcome(Instant started, String engine, Figures figures, Generator generator) {}
