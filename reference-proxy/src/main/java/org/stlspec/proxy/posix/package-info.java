/**
 * What Java has no words for: descriptors, socket pairs, programs with chosen descriptors, and
 * giving up rights. Linux on 64 bits only; each call is one or a few of the C library.
 */
package org.stlspec.proxy.posix;
