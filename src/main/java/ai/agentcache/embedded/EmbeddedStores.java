package ai.agentcache.embedded;

import ai.agentcache.launch.LaunchRefusal;
import ai.agentcache.launch.Store;
import ai.agentcache.launch.StoreStarter;
import ai.agentcache.launch.TokenSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Starts a real redis-server and a real PostgreSQL beside the service, for development. */
public final class EmbeddedStores implements StoreStarter {
  private static final Logger LOG = Logger.getLogger(EmbeddedStores.class);
  private static final int ATTEMPTS = 3;
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final int LOG_TAIL = 5;

  private final EmbeddedConfig config;

  /** With the settings of the process. */
  public EmbeddedStores() {
    this(EmbeddedConfig.ofProcess());
  }

  /** With settings of the caller. */
  public EmbeddedStores(EmbeddedConfig config) {
    this.config = config;
  }

  @Override
  public Map<String, String> start(Set<Store> stores) {
    Layout layout = Layout.of(config);
    layout.create();
    Claim claim = Claim.take(layout);
    List<Server> servers = servers(layout, stores);
    Leftovers.end(servers.stream().map(Server::mark).collect(Collectors.toSet()));
    Map<String, String> properties = new LinkedHashMap<>();
    servers.forEach(server -> properties.putAll(start(server, claim)));
    for (TokenSecret secret : TokenSecret.values()) {
      properties.put(secret.embeddedProperty(), kept(layout.secret(secret)));
    }
    LOG.warnf("Embedded stores in %s are for development, not for production", layout.home());
    return properties;
  }

  private static String kept(Path file) {
    try {
      return KeptSecret.in(file);
    } catch (IOException e) {
      throw new LaunchRefusal(List.of("the secret " + file + " cannot be kept: " + e));
    }
  }

  private static List<Server> servers(Layout layout, Set<Store> stores) {
    List<Server> servers = new ArrayList<>();
    if (stores.contains(Store.REDIS)) {
      servers.add(new RedisServer(layout));
    }
    if (stores.contains(Store.POSTGRES)) {
      servers.add(new PostgresServer(layout, Account.current(layout.home())));
    }
    return servers;
  }

  private static Map<String, String> start(Server server, Claim claim) {
    try {
      server.prepare();
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        int port = freePort();
        Leash leash = Leash.start(server.command(port), server.stopSignal(), server.log());
        if (ready(server, leash, port)) {
          Watch.over(server, leash, claim);
          return server.properties(port);
        }
        leash.release();
      }
      throw refusal(server);
    } catch (IOException | UncheckedIOException e) {
      throw new LaunchRefusal(
          List.of("the embedded " + server.store().title() + " cannot be prepared: " + e));
    }
  }

  /** Another process may take it before the server does; hence the attempts. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean ready(Server server, Leash leash, int port) {
    Patience.until(() -> server.ready(port) || !leash.alive(), START_LIMIT);
    return leash.alive() && server.ready(port);
  }

  private static LaunchRefusal refusal(Server server) throws IOException {
    List<String> lines = Files.readAllLines(server.log());
    List<String> problems = new ArrayList<>();
    problems.add(
        "the embedded "
            + server.store().title()
            + " does not start; set "
            + (server.store().variable() + ", or see " + server.log() + ":"));
    problems.addAll(lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    return new LaunchRefusal(problems);
  }
}
