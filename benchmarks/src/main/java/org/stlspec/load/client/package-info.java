/** POP3 clients, many on one event loop. */
package org.stlspec.load.client;
