package org.stlspec.proxy.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.proxy.NoLeaks;
import org.stlspec.proxy.tls.RecordProtection.Outcome;

/** Records of connections that are past their handshake, both ends in memory. */
@ExtendWith(NoLeaks.class)
class RecordProtectionTest {
  private static final ByteBufAllocator ALLOCATOR = ByteBufAllocator.DEFAULT;

  private final EmbeddedChannel server = new EmbeddedChannel();
  private EmbeddedChannel client;
  private TlsServer tls;
  private RecordProtection ours;
  private RecordProtection theirs;

  private void connect(TlsEngine engine, String protocol) throws Exception {
    tls = new TlsServer(engine, Certificate.selfSigned("localhost"), Duration.ofSeconds(30));
    server.pipeline().addLast("network", new ChannelInboundHandlerAdapter());
    TlsHandler handler = tls.install(server, "network", TlsServer.Start.NOW);
    SslContext clients =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols(protocol)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null)
            .build();
    SSLEngine peer = clients.newEngine(ALLOCATOR);
    client = new EmbeddedChannel(new TlsHandler(peer, false));
    handshake();
    assertTrue(handler.handshakeFuture().isSuccess());
    ours = RecordProtection.by(handler.engine());
    theirs = RecordProtection.by(peer);
  }

  /** Up to the tickets, which BoringSSL sends with the first octets. */
  private void handshake() {
    carry();
    server.writeOutbound(Unpooled.copiedBuffer(new byte[1]));
    carry();
    ByteBuf first = client.readInbound();
    first.release();
  }

  private void carry() {
    boolean moved;
    do {
      client.runPendingTasks();
      moved = move(client, server);
      server.runPendingTasks();
      moved |= move(server, client);
    } while (moved);
  }

  private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
    ByteBuf octets = from.readOutbound();
    if (octets == null) return false;
    to.writeInbound(octets);
    return true;
  }

  @AfterEach
  void close() {
    if (client != null) client.finishAndReleaseAll();
    server.finishAndReleaseAll();
    if (tls != null) tls.close();
  }

  private static ByteBuf octets(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return ALLOCATOR.directBuffer(length).writeBytes(octets);
  }

  /** What those records say to that end, one after the other. */
  private static ByteBuf read(RecordProtection by, ByteBuf records) throws SSLException {
    ByteBuf octets = ALLOCATOR.directBuffer(16);
    while (records.isReadable()) {
      Outcome outcome = by.deprotect(records, octets);
      assertTrue(outcome == Outcome.OPENED || outcome == Outcome.ANSWER_DUE, outcome.name());
    }
    records.release();
    return octets;
  }

  private static void assertArrives(ByteBuf sent, RecordProtection from, RecordProtection to)
      throws SSLException {
    ByteBuf expected = sent.copy();
    ByteBuf arrived = read(to, from.protect(ALLOCATOR, sent));
    assertEquals(0, sent.readableBytes());
    assertEquals(expected, arrived);
    expected.release();
    arrived.release();
    sent.release();
  }

  @ParameterizedTest
  @CsvSource({
    "BORINGSSL,TLSv1.3",
    "BORINGSSL,TLSv1.2",
    "JSSE,TLSv1.3",
    "JSSE,TLSv1.2",
    "BC,TLSv1.3",
    "BC,TLSv1.2"
  })
  void everyOctetArrivesInBothDirections(TlsEngine engine, String protocol) throws Exception {
    connect(engine, protocol);
    for (int length : new int[] {1, 64, 16_383, 16_384, 16_385, 65_536, 300_000}) {
      assertArrives(octets(length), ours, theirs);
      assertArrives(octets(length), theirs, ours);
    }
  }

  @ParameterizedTest
  @CsvSource({"BORINGSSL", "JSSE", "BC"})
  void octetsMayBeInTheHeapAndInParts(TlsEngine engine) throws Exception {
    connect(engine, "TLSv1.3");
    assertArrives(Unpooled.copiedBuffer(new byte[] {1, 2, 3}), ours, theirs);
    ByteBuf parts = Unpooled.wrappedBuffer(octets(20_000), octets(20_001));
    assertArrives(parts, ours, theirs);
  }

  @ParameterizedTest
  @CsvSource({"BORINGSSL", "JSSE", "BC"})
  void aRecordThatIsNotWholeIsLeftWhereItIs(TlsEngine engine) throws Exception {
    connect(engine, "TLSv1.3");
    ByteBuf record = theirs.protect(ALLOCATOR, Unpooled.wrappedBuffer(new byte[100]));
    ByteBuf none = ALLOCATOR.directBuffer(16);
    for (int length : new int[] {1, 4, 5, 6, record.readableBytes() - 1}) {
      ByteBuf part = record.retainedSlice(0, length);
      assertEquals(Outcome.INCOMPLETE, ours.deprotect(part, none), length + " octets");
      assertEquals(length, part.readableBytes());
      part.release();
    }
    assertEquals(0, none.readableBytes());
    none.release();
    read(ours, record).release();
  }

  @ParameterizedTest
  @CsvSource({"BORINGSSL", "JSSE", "BC"})
  void aForgedRecordIsAFailure(TlsEngine engine) throws Exception {
    connect(engine, "TLSv1.3");
    ByteBuf sent = octets(100);
    ByteBuf record = theirs.protect(ALLOCATOR, sent);
    sent.release();
    int last = record.writerIndex() - 1;
    record.setByte(last, record.getByte(last) ^ 1);
    ByteBuf none = ALLOCATOR.directBuffer(16);
    SSLException failure = assertThrows(SSLException.class, () -> ours.deprotect(record, none));
    assertTrue(failure.getMessage().length() > 10, failure.getMessage());
    assertEquals(0, none.readableBytes());
    record.release();
    none.release();
  }

  @ParameterizedTest
  @CsvSource({"BORINGSSL", "JSSE", "BC"})
  void closeNotifyIsTheEnd(TlsEngine engine) throws Exception {
    connect(engine, "TLSv1.3");
    assertTrue(client.pipeline().get(TlsHandler.class).closeOutbound().isSuccess());
    ByteBuf notify = client.readOutbound();
    ByteBuf none = ALLOCATOR.directBuffer(16);
    assertEquals(Outcome.CLOSED, ours.deprotect(notify, none));
    notify.release();
    none.release();
  }

  /** RFC 8446 section 4.6.3; the JDK's engine asks for the other side's keys to change too. */
  @ParameterizedTest
  @CsvSource({"BORINGSSL,OPENED", "JSSE,ANSWER_DUE", "BC,OPENED"})
  void theAnswerToKeyUpdateComesBeforeTheNextOctets(TlsEngine engine, Outcome said)
      throws Exception {
    connect(engine, "TLSv1.3");
    client.pipeline().get(TlsHandler.class).engine().beginHandshake();
    ByteBuf sent = octets(100);
    ByteBuf records = theirs.protect(ALLOCATOR, sent);
    ByteBuf arrived = ALLOCATOR.directBuffer(16);
    assertEquals(said, ours.deprotect(records, arrived));
    assertEquals(0, arrived.readableBytes());
    arrived.release();
    arrived = read(ours, records);
    assertEquals(sent.resetReaderIndex(), arrived);
    arrived.release();

    records = ours.protect(ALLOCATOR, sent);
    arrived = ALLOCATOR.directBuffer(16);
    assertEquals(Outcome.OPENED, theirs.deprotect(records, arrived));
    assertEquals(0, arrived.readableBytes());
    arrived.release();
    arrived = read(theirs, records);
    assertEquals(sent.resetReaderIndex(), arrived);
    arrived.release();
    sent.release();
    assertArrives(octets(100), theirs, ours);
  }

  /** Else BoringSSL would be asked for what it has freed. */
  @Test
  void anEngineThatWasGivenBackIsNotUsed() throws Exception {
    connect(TlsEngine.BORINGSSL, "TLSv1.3");
    ByteBuf sent = octets(100);
    ByteBuf record = theirs.protect(ALLOCATOR, sent.duplicate());
    server.finishAndReleaseAll();
    assertThrows(SSLException.class, () -> ours.protect(ALLOCATOR, sent));
    ByteBuf none = ALLOCATOR.directBuffer(16);
    assertThrows(SSLException.class, () -> ours.deprotect(record, none));
    sent.release();
    record.release();
    none.release();
  }
}
