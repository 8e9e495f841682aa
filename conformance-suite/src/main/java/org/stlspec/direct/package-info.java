/** The same sessions straight to a backend and through a proxy, and what the proxy changed. */
package org.stlspec.direct;
