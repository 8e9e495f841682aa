package org.stlspec.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.ScratchFolder;
import org.stlspec.target.StartedTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.target.Words;
import org.stlspec.wire.Account;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is tested. */
final class TargetOptions {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @Option(names = "--target", paramLabel = "HOST:PORT", description = "A running proxy or server.")
  private String target;

  @Option(
      names = "--backend",
      paramLabel = "HOST:PORT",
      description = "Where the suite's backend listens and the target relays to: proxy mode.")
  private String backend;

  @Option(
      names = "--start",
      paramLabel = "COMMAND",
      description =
          "Start the target with this command and stop it at the end. Replaced in it: {listen}"
              + " {listen_port} {backend} {backend_port} {cert} {key} {work} {config}. Proxy mode"
              + " if the command or its configuration names {backend} or {backend_port}.")
  private String start;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration for --start; the same is replaced in a copy, {config} is it.")
  private Path config;

  @Option(names = "--user", paramLabel = "NAME", description = "Login for server mode.")
  private String user;

  @Option(names = "--password", paramLabel = "SECRET", description = "Its password.")
  private String password;

  @Option(
      names = "--tls-engine",
      defaultValue = "AUTO",
      description = "Engine of the embedded reference proxy: auto, boringssl, jsse or bc.")
  private TlsEngine engine;

  OpenTarget open(CommandLine command) throws TargetTrouble, IOException {
    try {
      check();
      if (start != null) {
        return started();
      }
      return target != null ? running() : embedded();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  private void check() {
    if (target != null && start != null) {
      throw new IllegalArgumentException("--target and --start exclude each other");
    }
    if (config != null && start == null) {
      throw new IllegalArgumentException("--config needs --start");
    }
    if (config != null && !(Files.isRegularFile(config) && Files.isReadable(config))) {
      throw new IllegalArgumentException("--config: cannot read " + config);
    }
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("--user and --password belong together");
    }
    if (backend != null && target == null && start == null) {
      throw new IllegalArgumentException("--backend needs --target or --start");
    }
  }

  private OpenTarget embedded() throws TargetTrouble, IOException {
    ScriptedBackend scripted = listen(ANY_PORT);
    return new OpenTarget(
        EmbeddedTarget.start(scripted.address(), engine),
        Optional.of(scripted),
        Optional.of(Account.ALICE),
        Optional.empty());
  }

  private OpenTarget running() throws TargetTrouble {
    InetSocketAddress address = HostPort.parse(target).resolved();
    var running = new RunningTarget(target, address);
    if (backend == null) {
      return new OpenTarget(running, Optional.empty(), account(), Optional.empty());
    }
    ScriptedBackend scripted = listen(HostPort.parse(backend).resolved());
    return new OpenTarget(
        running, Optional.of(scripted), Optional.of(Account.ALICE), Optional.empty());
  }

  private OpenTarget started() throws TargetTrouble, IOException {
    List<String> words = Words.of(start);
    boolean proxy = namesBackend();
    Optional<ScriptedBackend> scripted =
        proxy
            ? Optional.of(listen(backend == null ? ANY_PORT : HostPort.parse(backend).resolved()))
            : Optional.empty();
    ScratchFolder work = ScratchFolder.make();
    try {
      InetSocketAddress address = freePort();
      Map<String, String> values = placeholders(work.path(), address, scripted);
      if (config != null) {
        values.put("config", StartedTarget.configure(config, work.path(), values).toString());
      }
      var command = words.stream().map(word -> StartedTarget.fill(word, values)).toList();
      return new OpenTarget(
          StartedTarget.start(command, address, work.path()),
          scripted,
          proxy ? Optional.of(Account.ALICE) : account(),
          Optional.of(work));
    } catch (TargetTrouble | IOException | RuntimeException e) {
      scripted.ifPresent(ScriptedBackend::close);
      work.close();
      throw e;
    }
  }

  private boolean namesBackend() throws IOException {
    String all = config == null ? start : start + Files.readString(config);
    return all.contains("{backend}") || all.contains("{backend_port}");
  }

  private static Map<String, String> placeholders(
      Path work, InetSocketAddress address, Optional<ScriptedBackend> scripted) throws IOException {
    Path cert = work.resolve("cert.pem");
    Path key = work.resolve("key.pem");
    Certificate.selfSigned("localhost").writePem(cert, key);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("listen", text(address));
    values.put("listen_port", String.valueOf(address.getPort()));
    scripted.ifPresent(
        one -> {
          values.put("backend", text(one.address()));
          values.put("backend_port", String.valueOf(one.address().getPort()));
        });
    values.put("cert", cert.toString());
    values.put("key", key.toString());
    values.put("work", work.toString());
    return values;
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private Optional<Account> account() {
    return user == null ? Optional.empty() : Optional.of(new Account(user, password));
  }

  private static ScriptedBackend listen(InetSocketAddress where) throws TargetTrouble {
    try {
      return ScriptedBackend.listen(where);
    } catch (IOException e) {
      throw new TargetTrouble("cannot listen for the target at " + where + ": " + e.getMessage());
    }
  }

  /** A port that was free a moment ago; another program may still take it before the target. */
  private static InetSocketAddress freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }
}
