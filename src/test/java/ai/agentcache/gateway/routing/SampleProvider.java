package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** A provider that can be chosen and not asked. */
record SampleProvider(String name, boolean isConfigured, List<String> models) implements Provider {

  @Override
  public Dialect dialect(Prompt prompt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<UpstreamAnswer> ask(
      String model, Dialect dialect, Map<String, String> headers, byte[] body, boolean stream) {
    throw new UnsupportedOperationException();
  }
}
