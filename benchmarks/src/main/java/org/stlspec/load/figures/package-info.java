/** What is measured: times by phase, failures by kind, and the generator itself. */
package org.stlspec.load.figures;
