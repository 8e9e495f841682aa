package org.stlspec.compare.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stlspec.compare.target.Competitor.Kind;

/** All that can be compared. */
public final class Competitors {
  /** In octets; eight times what haproxy has when it is told nothing. */
  private static final int LARGE = 128 * 1024;

  private static final Path NGINX_MODULES = Path.of("/usr/lib/nginx/modules");

  private Competitors() {}

  /** In the order of reports. */
  public static List<Competitor> all() {
    return List.of(
        reference("boringssl", true),
        reference("jsse", true),
        reference("bc", false),
        peer("stunnel", true, List.of("stunnel4", "{config}"), "stunnel.conf", "", "stunnel4"),
        haproxy("haproxy", ""),
        haproxy("haproxy-large", "tune.bufsize " + LARGE),
        nginx("nginx", ""),
        nginx("nginx-large", "proxy_buffer_size " + LARGE + ";"),
        peer(
            "hitch",
            false,
            List.of("hitch", "--config={config}"),
            "hitch.conf",
            hitchUser(),
            "hitch"),
        stls(
            "nginx-mail",
            nginxCommand(),
            "nginx-mail.conf",
            "",
            "nginx libnginx-mod-mail",
            NGINX_MODULES.resolve("ngx_mail_module.so")),
        stls(
            "dovecot-proxy",
            List.of("dovecot", "-F", "-c", "{config}"),
            "dovecot-proxy.conf",
            dovecotUser(),
            "dovecot-core dovecot-pop3d",
            Path.of("/usr/lib/dovecot/pop3-login")));
  }

  private static Competitor reference(String engine, boolean resumes) {
    List<String> command = new ArrayList<>(List.of("{java}", "{java_options}", "-jar", "{jar}"));
    command.addAll(List.of("proxy", "--listen", "{stls}", "--listen-tls", "{tls}"));
    command.addAll(List.of("--backend", "tcp:{backend}", "--tls-engine", engine));
    command.addAll(
        List.of(
            "--max-connections",
            "{connections}",
            "--max-per-address",
            "{connections}",
            "--cert",
            "{cert}",
            "--key",
            "{key}"));
    return new Competitor(
        engine, Kind.REFERENCE, true, true, resumes, command, Optional.empty(), "", "", List.of());
  }

  private static Competitor peer(
      String name,
      boolean stls,
      List<String> command,
      String template,
      String tuning,
      String packages,
      Path... parts) {
    var config = Optional.of(template);
    return new Competitor(
        name, Kind.PEER, true, stls, true, command, config, tuning, packages, List.of(parts));
  }

  private static Competitor haproxy(String name, String tuning) {
    var command = List.of("haproxy", "-db", "-f", "{config}");
    return peer(name, false, command, "haproxy.cfg", tuning, "haproxy");
  }

  private static Competitor nginx(String name, String tuning) {
    String packages = "nginx libnginx-mod-stream";
    Path module = NGINX_MODULES.resolve("ngx_stream_module.so");
    return peer(name, false, nginxCommand(), "nginx-stream.conf", tuning, packages, module);
  }

  /** It refuses to work as root. */
  private static String hitchUser() {
    return root() ? "user = \"nobody\"" : "";
  }

  /** Its processes change users and folders, which only root may. */
  private static String dovecotUser() {
    return root()
        ? ""
        : """
        default_internal_user = {user}
        default_internal_group = {group}
        default_login_user = {user}
        service anvil {
          chroot =
        }
        service pop3-login {
          chroot =
        }
        """;
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> nginxCommand() {
    return List.of("nginx", "-p", "{work}", "-e", "{work}/log", "-c", "{config}");
  }

  private static Competitor stls(
      String name,
      List<String> command,
      String template,
      String tuning,
      String packages,
      Path... parts) {
    var config = Optional.of(template);
    return new Competitor(
        name, Kind.OTHER, false, true, true, command, config, tuning, packages, List.of(parts));
  }
}
