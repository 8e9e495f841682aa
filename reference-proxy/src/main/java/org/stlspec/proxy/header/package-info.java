/**
 * The PROXY protocol, versions 1 and 2: how a relay in front tells the address of the client, and
 * how this one tells it to the backend. Pure functions over octets.
 */
package org.stlspec.proxy.header;
