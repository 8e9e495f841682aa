/**
 * What proves the suite: a sound proxy that has nothing in common with the reference proxy, sound
 * variants of it that must not be blamed, and faults, each of which must be caught.
 */
package org.stlspec.fault;
