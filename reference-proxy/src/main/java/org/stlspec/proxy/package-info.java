/** The STLS proxy. */
package org.stlspec.proxy;
