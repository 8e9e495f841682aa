/** The {@code stlspec} command and its subcommands. */
package org.stlspec.cli;
