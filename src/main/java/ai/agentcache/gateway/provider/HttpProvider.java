package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.upstream.Deadlines;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamCall;
import ai.agentcache.gateway.upstream.UpstreamClient;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A provider that is reached over HTTP. */
final class HttpProvider implements Provider {

  private final String name;
  private final String base;
  private final boolean configured;
  private final List<String> models;
  private final Deadlines deadlines;
  private final Map<String, String> headers;
  private final Wire wire;
  private final UpstreamClient client;

  /**
   * @param base the URL of its API, without a slash at the end
   */
  HttpProvider(
      String name,
      String base,
      ProvidersConfig.Settings settings,
      Wire wire,
      UpstreamClient client) {
    String key = settings.apiKey().map(String::strip).orElse("");
    this.name = name;
    this.base = base;
    this.configured = !base.isEmpty() && (!key.isEmpty() || !keyRequired(settings));
    this.models = settings.models().map(List::copyOf).orElse(List.of());
    this.deadlines = settings.deadlines();
    this.headers = wire.headers(key);
    this.wire = wire;
    this.client = client;
  }

  private static boolean keyRequired(ProvidersConfig.Settings settings) {
    return settings.keyRequired().orElse(settings.api() != ProvidersConfig.Api.COMPATIBLE);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isConfigured() {
    return configured;
  }

  @Override
  public List<String> models() {
    return models;
  }

  @Override
  public Dialect dialect(Prompt prompt) {
    return wire.dialect(prompt);
  }

  @Override
  public Uni<UpstreamAnswer> ask(
      String model, Dialect dialect, Map<String, String> more, byte[] body, boolean stream) {
    return call(wire.path(model, dialect, stream), more, body, stream);
  }

  @Override
  public Optional<URI> address() {
    return base.isEmpty() ? Optional.empty() : Optional.of(URI.create(base));
  }

  @Override
  public boolean countsTokens() {
    return wire.tokenCount().isPresent();
  }

  @Override
  public Uni<UpstreamAnswer> countTokens(Map<String, String> more, byte[] body) {
    return call(wire.tokenCount().orElseThrow(), more, body, false);
  }

  @Override
  public boolean embeds() {
    return wire.embeddings().isPresent();
  }

  @Override
  public Uni<UpstreamAnswer> embed(Map<String, String> more, byte[] body) {
    return call(wire.embeddings().orElseThrow(), more, body, false);
  }

  private Uni<UpstreamAnswer> call(
      String path, Map<String, String> more, byte[] body, boolean stream) {
    URI url = URI.create(base + path);
    return client.call(new UpstreamCall(name, url, with(more), body, stream, deadlines));
  }

  private Map<String, String> with(Map<String, String> more) {
    if (more.isEmpty()) {
      return headers;
    }
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return all;
  }
}
