package org.stlspec.proxy;

import org.stlspec.proxy.backend.Backend;
import org.stlspec.proxy.tls.TlsServer;

/** What all sessions of a proxy share. */
record Service(ProxySettings settings, Backend backend, TlsServer tls, Admission admission) {}
