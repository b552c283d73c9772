package ai.agentcache;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Points every provider at one free port of this machine. A test that has something asked starts a
 * fake there; without one nobody answers.
 */
@WithTestResource(value = FakeProviders.class, scope = TestResourceScope.GLOBAL)
public final class FakeProviders implements QuarkusTestResourceLifecycleManager {

  private static final String PORT = "ai.agentcache.test.providers";

  /** The port. */
  public static int port() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PORT) == null) {
        System.setProperty(PORT, Integer.toString(freePort()));
      }
      return Integer.parseInt(System.getProperty(PORT));
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    String base = "http://127.0.0.1:" + port();
    return Map.ofEntries(
        // So that the failures one test asks for leave the retries of the next alone.
        Map.entry("agentcache.gateway.guard.min-retries", "100000"),
        Map.entry("agentcache.providers.openai.base-url", base + "/v1"),
        Map.entry("agentcache.providers.openai.api-key", "sk-test"),
        Map.entry("agentcache.providers.anthropic.base-url", base),
        Map.entry("agentcache.providers.anthropic.api-key", "sk-ant-test"),
        Map.entry("agentcache.providers.google.base-url", base),
        Map.entry("agentcache.providers.google.api-key", "g-test"),
        Map.entry("agentcache.providers.local.base-url", base + "/v1"),
        Map.entry("agentcache.providers.local.api-key", "anything"),
        Map.entry("agentcache.providers.local.models", "llama-local"));
  }

  @Override
  public void stop() {
    // The port is free already.
  }
}
