/** Names and shapes that the architecture test must find. */
package org.stlspec.bench.offence;
