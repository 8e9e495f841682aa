/** Separation of rights between processes. */
package org.stlspec.proxy.privsep;
