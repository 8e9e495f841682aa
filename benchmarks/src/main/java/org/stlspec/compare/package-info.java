/** {@code stlspec-compare}: what the reference proxy and the C peers cost for the same works. */
package org.stlspec.compare;
