package org.stlspec.load.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Generator;

/**
 * All that there is to be told about a run.
 *
 * @param version of the generator
 * @param settings what the run was told, by name, in order
 * @param breaches bounds that were broken, each with what was found
 */
public record LoadReport(
    String version,
    Instant started,
    String target,
    Map<String, String> settings,
    Figures figures,
    Generator generator,
    List<String> breaches) {}
