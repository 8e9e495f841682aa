/** The load generator {@code stlspec-load}: POP3 sessions with STLS against any target. */
package org.stlspec.load;
