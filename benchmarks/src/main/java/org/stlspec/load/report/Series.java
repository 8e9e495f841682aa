package org.stlspec.load.report;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param style its class in the page, which gives the colour
 * @param values one for each place along the chart; NaN where there is none
 */
record Series(String name, String style, List<Double> values) {}
