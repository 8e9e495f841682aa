/** Servers in a few lines that stand in for targets: scripted, hostile, or TLS by hand. */
package org.stlspec.standin;
