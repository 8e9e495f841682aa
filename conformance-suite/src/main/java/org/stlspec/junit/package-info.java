/** The cases as JUnit tests of another project: its own proxy, one class. */
package org.stlspec.junit;
