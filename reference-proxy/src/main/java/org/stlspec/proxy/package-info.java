/** The STLS proxy: settings, and one session a connection that goes through its phases. */
package org.stlspec.proxy;
