/**
 * Separation of rights: a launcher that stays root and does one thing, and a network process that
 * can do nothing but talk (the proxy itself, confined).
 */
package org.stlspec.proxy.privsep;
