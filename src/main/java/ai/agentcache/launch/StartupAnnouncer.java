package ai.agentcache.launch;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Logs the {@link StartupNotice} when the port is open, outside production and tests. */
@Singleton
final class StartupAnnouncer {
  private static final Logger LOG = Logger.getLogger(StartupAnnouncer.class);

  private final Environment environment;
  private final Config config;
  private final HttpServer server;

  StartupAnnouncer(Environment environment, Config config, HttpServer server) {
    this.environment = environment;
    this.config = config;
    this.server = server;
  }

  void announce(@ObservesAsync HttpServerStart start) {
    if (!environment.isProduction() && LaunchMode.current() != LaunchMode.TEST) {
      LOG.info(StartupNotice.text("http://localhost:" + server.getPort(), stores()));
    }
  }

  private Map<Store, String> stores() {
    Map<Store, String> stores = new EnumMap<>(Store.class);
    for (Store store : Store.values()) {
      stores.put(
          store,
          config
              .getOptionalValue(store.embeddedProperty(), String.class)
              .map(address -> address + " (embedded, for development)")
              .orElse("as configured"));
    }
    return stores;
  }
}
