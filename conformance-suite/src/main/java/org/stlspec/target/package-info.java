/** What is tested, how it is started, and what it turns out to offer. */
package org.stlspec.target;
