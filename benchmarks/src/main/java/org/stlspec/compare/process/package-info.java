/** Child processes of the comparison, and what they cost. */
package org.stlspec.compare.process;
