package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which Netty reports a buffer or an engine that nobody gave back. */
public final class NoLeaks extends Handler implements BeforeAllCallback, AfterAllCallback {
  private static final Logger DETECTOR = Logger.getLogger(ResourceLeakDetector.class.getName());
  private final List<String> reports = new CopyOnWriteArrayList<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    reports.clear();
    DETECTOR.addHandler(this);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    collect();
    // Reports are made when the next buffer is taken.
    for (int i = 0; i < 100; i++) ByteBufAllocator.DEFAULT.directBuffer(16).release();
    DETECTOR.removeHandler(this);
    assertEquals(List.of(), reports);
  }

  /** What the collector has found is queued by another thread: waits for a thing of our own. */
  private static void collect() throws InterruptedException {
    var found = new ReferenceQueue<>();
    var ours = new WeakReference<>(new Object(), found);
    System.gc();
    assertSame(ours, found.remove(10_000));
  }

  @Override
  public void publish(LogRecord record) {
    reports.add(record.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
