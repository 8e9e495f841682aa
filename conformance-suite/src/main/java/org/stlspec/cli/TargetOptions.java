package org.stlspec.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.Peer;
import org.stlspec.target.Peers;
import org.stlspec.target.Recipe;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.wire.Account;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is tested. */
final class TargetOptions {
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
              + " {listen_port} {listen_tls} {listen_tls_port} {backend} {backend_port} {cert} {key} {work} {config}. Proxy mode"
              + " if the command or its configuration names {backend} or {backend_port}.")
  private String start;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration for --start; the same is replaced in a copy, {config} is it.")
  private Path config;

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description = "Start this product and compare with its baseline; see list --peers.")
  private String peer;

  @Option(
      names = "--peer-dir",
      paramLabel = "DIR",
      description = "Where the peers are, a folder each, instead of those that are shipped.")
  private Path peerDir;

  @Option(
      names = "--direct",
      paramLabel = "HOST:PORT",
      description =
          "Play no cases, but the same sessions through the target and straight to its real backend"
              + " here, and tell what the target changed. Needs --user and --password; without"
              + " --target through the reference proxy. Deletes nothing.")
  private String direct;

  @Option(names = "--user", paramLabel = "NAME", description = "Login for server mode.")
  private String user;

  @Option(names = "--password", paramLabel = "SECRET", description = "Its password.")
  private String password;

  @Option(
      names = "--tls-engine",
      defaultValue = "AUTO",
      description = "Engine of the embedded reference proxy: auto, boringssl, jsse or bc.")
  private TlsEngine engine;

  /**
   * The product that is to be tested, if it is one.
   *
   * @throws IllegalArgumentException if the options do not go together or there is no such peer
   */
  Optional<Peer> product() {
    check();
    return Optional.ofNullable(peer).map(Peers.of(Optional.ofNullable(peerDir))::find);
  }

  /** The run that compares with the backend itself, if that is asked for. */
  Optional<DirectCheck> directCheck(Duration patience, Optional<Path> reports) {
    check();
    if (direct == null) {
      return Optional.empty();
    }
    if (start != null || peer != null || backend != null) {
      throw new IllegalArgumentException("--direct goes with --target, or alone");
    }
    InetSocketAddress behind = HostPort.parse(direct).resolved();
    Optional<InetSocketAddress> front =
        Optional.ofNullable(target).map(one -> HostPort.parse(one).resolved());
    Account login =
        account().orElseThrow(() -> new IllegalArgumentException("--direct needs --user"));
    return Optional.of(new DirectCheck(front, behind, login, patience, engine, reports));
  }

  OpenTarget open(CommandLine command) throws TargetTrouble, IOException {
    try {
      Optional<Peer> product = product();
      if (product.isPresent()) {
        return peer(product.get());
      }
      if (start != null) {
        return started();
      }
      return target != null ? running() : embedded();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  private void check() {
    if (Stream.of(target, start, peer).filter(Objects::nonNull).count() > 1) {
      throw new IllegalArgumentException("--target, --start and --peer exclude each other");
    }
    if (peerDir != null && peer == null) {
      throw new IllegalArgumentException("--peer-dir needs --peer");
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
    if (backend != null && target == null && start == null && peer == null) {
      throw new IllegalArgumentException("--backend needs --target, --start or --peer");
    }
  }

  private OpenTarget embedded() throws TargetTrouble, IOException {
    ScriptedBackend scripted = OpenTarget.listen(OpenTarget.ANY_PORT);
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
    ScriptedBackend scripted = OpenTarget.listen(HostPort.parse(backend).resolved());
    return new OpenTarget(
        running, Optional.of(scripted), Optional.of(Account.ALICE), Optional.empty());
  }

  private OpenTarget started() throws TargetTrouble, IOException {
    Recipe recipe = Recipe.of(start, Optional.ofNullable(config));
    return started(recipe, account());
  }

  private OpenTarget peer(Peer known) throws TargetTrouble, IOException {
    known.requireInstalled();
    return started(known.recipe(), Optional.of(account().orElse(Account.ALICE)));
  }

  private OpenTarget started(Recipe recipe, Optional<Account> login)
      throws TargetTrouble, IOException {
    InetSocketAddress where =
        backend == null ? OpenTarget.ANY_PORT : HostPort.parse(backend).resolved();
    return OpenTarget.start(recipe, login, where);
  }

  private Optional<Account> account() {
    return user == null ? Optional.empty() : Optional.of(new Account(user, password));
  }
}
