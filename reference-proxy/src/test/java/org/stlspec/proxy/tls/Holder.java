package org.stlspec.proxy.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Pair;

/** A key holder on a thread of this process, and the socket to it. */
final class Holder {
  final Certificate certificate;
  final Descriptor socket;
  final byte[] chain;
  final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  /** Done when it has ended, with what has ended it if that was an error. */
  final CompletableFuture<Void> end = new CompletableFuture<>();

  Holder(String kind) throws Exception {
    certificate = Certificates.of(kind);
    Pair pair = Pair.ofPackets();
    socket = pair.first();
    socket.waitAtMost(java.time.Duration.ofSeconds(20));
    var holder = new KeyHolder(certificate, log::add);
    new Thread(() -> run(holder, pair.second())).start();
    chain = octets(Mail.receive(socket, 100_000).orElseThrow().octets());
  }

  private void run(KeyHolder holder, Descriptor its) {
    try {
      try {
        holder.serve(its);
      } finally {
        its.close();
      }
      end.complete(null);
    } catch (IOException e) {
      end.completeExceptionally(e);
    }
  }

  X509Certificate leaf() {
    return certificate.chain()[0];
  }

  /** What it answers to octets that were made by hand. */
  SignatureReply answer(ByteBuffer request) throws IOException {
    new Mail(request, Optional.empty()).send(socket);
    return SignatureReply.of(Mail.receive(socket, 100_000).orElseThrow().octets());
  }

  void awaitEnd() throws Exception {
    end.get(20, TimeUnit.SECONDS);
  }

  static byte[] octets(ByteBuffer from) {
    byte[] octets = new byte[from.remaining()];
    from.duplicate().get(octets);
    return octets;
  }
}
