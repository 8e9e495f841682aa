/** What a run of the load generator tells: on the terminal and in files. */
package org.stlspec.load.report;
