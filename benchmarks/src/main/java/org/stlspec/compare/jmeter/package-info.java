/** The load generator beside Apache JMeter's Mail Reader sampler, on the same target. */
package org.stlspec.compare.jmeter;
