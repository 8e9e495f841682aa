package org.stlspec.bench;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads like those of event loops, for JMH: on others Netty keeps nothing for the next time, and
 * what is allocated would be the thread's doing.
 */
public final class EventLoopThreads extends ThreadPoolExecutor {

  /** As JMH makes it. */
  public EventLoopThreads(int threads, String name) {
    super(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        new DefaultThreadFactory(name, true));
  }
}
