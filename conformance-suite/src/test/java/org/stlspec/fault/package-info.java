/**
 * What proves the suite: {@link org.stlspec.fault.SoundProxy}, which has nothing in common with the
 * reference proxy; sound variants of it, none of which may be blamed; and faults, each of which
 * must be caught. A fault is a {@link org.stlspec.fault.Session} with one step done wrong, marked
 * with {@link org.stlspec.fault.Breaks}; who adds a case adds the fault that it catches.
 */
package org.stlspec.fault;
