package org.stlspec.compare.work;

import java.util.Arrays;
import java.util.Optional;

/** One figure of a competitor; less is better in all of them. */
public enum Figure {
  BULK_1("bulk, 1 connection", "CPU s per GB"),
  BULK_16("bulk, 16 connections", "CPU s per GB"),
  FULL("full handshakes", "CPU s per 1,000"),
  RESUMED("resumed handshakes", "CPU s per 1,000"),
  TRIP_16("64-octet round trips, 16 connections", "CPU µs each"),
  TRIP_16_P50("p50 of round trips, 16 connections", "µs"),
  TRIP_16_P99("p99 of round trips, 16 connections", "µs"),
  TRIP_256("64-octet round trips, 256 connections", "CPU µs each"),
  TRIP_256_P50("p50 of round trips, 256 connections", "µs"),
  TRIP_256_P99("p99 of round trips, 256 connections", "µs"),
  STLS("sessions with STLS and login", "CPU ms each"),
  RSS_0("resident, no session", "MB"),
  RSS_1000("resident, 1,000 idle TLS sessions", "MB"),
  RSS_5000("resident, 5,000 idle TLS sessions", "MB"),
  PSS_5000("5,000 idle, shared pages counted once", "MB"),
  ACCEPTED("start to first connection", "ms"),
  GREETED_TLS("start to first greeting inside TLS", "ms"),
  GREETED_STLS("start to first session through STLS", "ms"),
  TRIP_1("64-octet round trips, 1 connection", "CPU µs each"),
  TRIP_1_P50("p50 of round trips, 1 connection", "µs"),
  TRIP_1_P99("p99 of round trips, 1 connection", "µs"),
  TRIP_4096("64-octet round trips, 4,096 connections", "CPU µs each"),
  TRIP_4096_P50("p50 of round trips, 4,096 connections", "µs"),
  TRIP_4096_P99("p99 of round trips, 4,096 connections", "µs"),
  MESSAGE_1K("message of 1 KiB", "CPU ms each"),
  MESSAGE_16K("message of 16 KiB", "CPU ms each"),
  MESSAGE_256K("message of 256 KiB", "CPU ms each"),
  MESSAGE_4M("message of 4 MiB", "CPU ms each"),
  MESSAGE_64M("message of 64 MiB", "CPU ms each"),
  RSS_IDLE("resident, idle TLS sessions beside live ones", "MB"),
  ALONE("round trips of 16, none idle", "CPU µs each"),
  ALONE_P50("p50 of 16, none idle", "µs"),
  ALONE_P99("p99 of 16, none idle", "µs"),
  LIVE("round trips of 16 beside the idle ones", "CPU µs each"),
  LIVE_P50("p50 of 16 beside the idle ones", "µs"),
  LIVE_P99("p99 of 16 beside the idle ones", "µs");

  private final String title;
  private final String unit;

  Figure(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /** What it is, in words. */
  public String title() {
    return title;
  }

  public String unit() {
    return unit;
  }

  /** The name in files. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The figure of that label. */
  public static Optional<Figure> labelled(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }
}
