/**
 * The same three as real programs: one process each, with the descriptors, exit statuses,
 * environment and working directory of the true interfaces. Linux alone.
 */
package org.stlspec.qmail.process;
