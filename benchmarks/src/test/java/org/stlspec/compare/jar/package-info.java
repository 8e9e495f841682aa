/** Tests that run the jar, behind its making. */
package org.stlspec.compare.jar;
