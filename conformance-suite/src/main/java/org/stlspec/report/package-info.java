/** What a run tells: on the terminal, and as files for people and for CI. */
package org.stlspec.report;
