/** Where the POP3 server is, and how the proxy gets a connection to it. */
package org.stlspec.proxy.backend;
