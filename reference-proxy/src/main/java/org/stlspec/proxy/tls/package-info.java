/** TLS towards the client: certificate, engines, and the handlers that put them into a pipeline. */
package org.stlspec.proxy.tls;
