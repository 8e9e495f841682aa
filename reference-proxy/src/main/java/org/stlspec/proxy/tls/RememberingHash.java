package org.stlspec.proxy.tls;

import java.io.ByteArrayOutputStream;
import org.bouncycastle.tls.crypto.TlsHash;

/** A hash that leaves behind in {@link Hashed} what it was made of, if it can be a signature's. */
final class RememberingHash implements TlsHash {
  private final TlsHash hash;
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();

  RememberingHash(TlsHash hash) {
    this.hash = hash;
  }

  @Override
  public void update(byte[] octets, int from, int count) {
    hash.update(octets, from, count);
    // One octet more than can be signed is no signature's, and more need not be kept.
    int room = SignatureInput.LONGEST + 1 - input.size();
    input.write(octets, from, Math.min(count, room));
  }

  @Override
  public byte[] calculateHash() {
    byte[] result = hash.calculateHash();
    Hashed.remember(input.toByteArray(), result);
    input.reset();
    return result;
  }

  @Override
  public TlsHash cloneHash() {
    var clone = new RememberingHash(hash.cloneHash());
    clone.input.writeBytes(input.toByteArray());
    return clone;
  }

  @Override
  public void reset() {
    hash.reset();
    input.reset();
  }
}
