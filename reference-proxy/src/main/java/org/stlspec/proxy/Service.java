package org.stlspec.proxy;

import io.netty.channel.group.ChannelGroup;
import org.stlspec.proxy.backend.Backend;
import org.stlspec.proxy.tls.TlsServer;

/**
 * What all sessions of a proxy share.
 *
 * @param open channels of both legs of all sessions
 */
record Service(
    ProxySettings settings,
    Backend backend,
    TlsServer tls,
    Admission admission,
    ChannelGroup open) {}
