package org.stlspec.proxy;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Says in a few words what an exception means. */
final class Trouble {
  private Trouble() {}

  static String of(Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() != null) return of(cause.getCause());
    // Its message is a dump of the record, in which a password may stand.
    if (cause instanceof NotSslRecordException) return "sent something else than TLS";
    if (cause instanceof SSLException) return "broke TLS: " + cause.getMessage();
    if (cause instanceof IOException) return "failed: " + cause.getMessage();
    return "failed: " + cause;
  }
}
