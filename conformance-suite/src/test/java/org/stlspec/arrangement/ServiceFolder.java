package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.stlspec.cli.HostPort;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.wire.Client;
import org.stlspec.wire.Transcript;

/** The README's service folder under the real svscan, supervise and multilog. */
final class ServiceFolder implements AutoCloseable {
  /** Users of every Debian, in the place of those that the README makes. */
  private static final String LOG_USER = "daemon";

  private static final String NETWORK_USER = "bin";

  private final Path folder;
  private final Process svscan;
  private final LogFile log;
  private InetSocketAddress stls;
  private InetSocketAddress tls;

  ServiceFolder(Path folder, String backend, Certificate certificate) throws Exception {
    assumeTrue(QmailChain.isRoot(), "only root may set up the service folder");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/svscan")), "daemontools is not installed");
    this.folder = folder;
    certificate.writePem(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    Files.createDirectory(folder.resolve("service"));
    setUp(
        new Readme(
            backend,
            Map.of(
                "/etc/stlspec",
                folder.resolve("stlspec").toString(),
                "/etc/service",
                folder.resolve("service").toString(),
                "  java ",
                "  " + Jar.java() + " ",
                "stlslog",
                LOG_USER,
                "stlsd",
                NETWORK_USER)));
    log = new LogFile(folder.resolve("stlspec/log/main/current"));
    svscan =
        new ProcessBuilder(Signals.heard(List.of("svscan", folder.resolve("service").toString())))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      awaitReady();
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  private void setUp(Readme readme) throws Exception {
    Files.writeString(folder.resolve("run"), readme.block("`run`"));
    Files.writeString(folder.resolve("log-run"), readme.block("`log-run`"));
    sh(readme.block("### daemontools"));
  }

  private void sh(String script) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile());
    int code = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
    if (code != 0) throw new AssertionError("exit code " + code + ": " + script);
  }

  /** Waits until it serves, again too: with ports that the system chooses they are others then. */
  void awaitReady() throws Exception {
    String[] words = log.line(" ready ").split(" ", -1);
    stls = HostPort.parse(words[2]).resolved();
    tls = HostPort.parse(words[3]).resolved();
  }

  InetSocketAddress stls() {
    return stls;
  }

  InetSocketAddress tls() {
    return tls;
  }

  Client client() {
    return new Client(stls, Daemon.PATIENCE, new Transcript());
  }

  LogFile log() {
    return log;
  }

  /** Moves a new pair over the old one. */
  void renew(Certificate certificate) throws IOException, InterruptedException {
    Path key = folder.resolve("new-key.pem");
    Path cert = folder.resolve("new-cert.pem");
    certificate.writePem(cert, key);
    Path place = folder.resolve("stlspec/tls");
    Files.move(key, place.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(cert, place.resolve("cert.pem"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** {@code svc OPTION} as root types it. */
  void svc(String option) throws Exception {
    sh("svc " + option + " service/stlspec");
  }

  /** What svstat says of it. */
  String state() throws IOException {
    Process svstat =
        new ProcessBuilder("svstat", folder.resolve("service/stlspec").toString()).start();
    return new String(svstat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  /** Takes it down as svscan(8) says, and fails if a part of it does not end. */
  @Override
  public void close() throws IOException {
    var all = Stream.concat(Stream.of(svscan.toHandle()), svscan.descendants()).toList();
    svscan.destroy();
    try {
      sh("svc -dx service/stlspec service/stlspec/log");
      for (ProcessHandle one : all) one.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("not taken down", e);
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
