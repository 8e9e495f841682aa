package org.stlspec.load.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stlspec.load.maildrop.Digest;
import org.stlspec.load.maildrop.Maildrop;

/**
 * What each message has to be: what is served, where that is known, else what its account got the
 * first time.
 */
public final class Contents {
  private record Key(Account account, int number) {}

  private final Optional<Maildrop> served;
  private final Map<Key, Digest> known = new ConcurrentHashMap<>();

  public Contents(Optional<Maildrop> served) {
    this.served = served;
  }

  /** What the message has to be; empty if nobody knows yet. */
  Optional<Digest> expected(Account account, int number) {
    return Optional.ofNullable(known.computeIfAbsent(new Key(account, number), this::served));
  }

  private Digest served(Key key) {
    return served
        .filter(maildrop -> key.number() <= maildrop.count())
        .map(maildrop -> maildrop.digest(key.number()))
        .orElse(null);
  }

  /** Whether this is it; what comes first is, if nobody knows better. */
  boolean matches(Account account, int number, Digest got) {
    Digest known = expected(account, number).orElse(got);
    return known.equals(got) && sameAsFirst(new Key(account, number), got);
  }

  /** Two sessions of one account may get a message for the first time at once. */
  private boolean sameAsFirst(Key key, Digest got) {
    Digest first = known.putIfAbsent(key, got);
    return first == null || first.equals(got);
  }
}
