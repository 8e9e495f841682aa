/** What makes a method a case, and what runs cases against a target. */
package org.stlspec.suite;
