package ai.agentcache;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/**
 * What operators may set otherwise, for the tests of it. One for all, as each costs a start; none
 * is in the way of another.
 */
public final class OtherSettings implements QuarkusTestProfile {

  /** Class loaders change between tests, system properties do not. */
  private static final String COLLECTOR = "ai.agentcache.test.collector";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>();
    settings.put("agentcache.gateway.store-cut", "true");
    settings.put("agentcache.sessions.summary-model", "mock");
    settings.put("otel.exporter.otlp.endpoint", "http://127.0.0.1:" + collectorPort());
    settings.put("otel.exporter.otlp.headers", "x-token=secret");
    settings.put("agentcache.tracing.interval", "100ms");
    settings.put("agentcache.http.body-timeout", "3s");
    settings.put("agentcache.http.cors-origins", "https://app.example.com");
    settings.put("agentcache.upload.dedup.proof-required", "true");
    settings.put("agentcache.limits.jetty.check-duplicate", "4");
    settings.put("agentcache.limits.jetty.users-per-key", "2");
    settings.put("agentcache.limits.agent.progress", "1000000");
    settings.put("agentcache.limits.agent.context", "1000000");
    settings.put("agentcache.limits.agent.sessions", "1000000");
    settings.put("agentcache.limits.agent.tokens-per-address", "1000000");
    settings.put("agentcache.agent.progress.batch-age", "700ms");
    settings.put("agentcache.agent.progress.poll", "50ms");
    return settings;
  }

  /** Where the collector of spans is, if there is one. */
  public static int collectorPort() {
    synchronized (System.getProperties()) {
      if (System.getProperty(COLLECTOR) == null) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          System.setProperty(COLLECTOR, Integer.toString(socket.getLocalPort()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return Integer.parseInt(System.getProperty(COLLECTOR));
    }
  }
}
