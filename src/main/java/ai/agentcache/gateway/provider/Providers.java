package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.provider.ProvidersConfig.Settings;
import ai.agentcache.gateway.upstream.UpstreamClient;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All providers, the built-in one among them, in the order in which they are tried. */
@Singleton
public final class Providers {

  /** The name of the built-in provider and of its model. */
  public static final String MOCK = Mock.NAME;

  private final Map<String, Provider> byName;

  Providers(ProvidersConfig config, Dialects dialects, UpstreamClient client) {
    Map<String, Provider> all = new LinkedHashMap<>();
    config.all().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                all.put(
                    entry.getKey(), provider(entry.getKey(), entry.getValue(), dialects, client)));
    all.put(MOCK, new Mock(dialects.chat()));
    this.byName = Collections.unmodifiableMap(all);
  }

  private static Provider provider(
      String name, Settings settings, Dialects dialects, UpstreamClient client) {
    String base = settings.baseUrl().map(String::strip).orElse("").replaceAll("/+$", "");
    return new HttpProvider(name, base, settings, wire(settings, dialects), client);
  }

  private static Wire wire(Settings settings, Dialects dialects) {
    return switch (settings.api()) {
      case OPENAI -> new OpenAiWire(dialects.chat(), dialects.responses(), true);
      case COMPATIBLE -> new OpenAiWire(dialects.compatibleChat(), dialects.responses(), false);
      case ANTHROPIC -> new AnthropicWire(dialects.messages());
      case GOOGLE -> new GoogleWire(dialects.generate());
    };
  }

  /** All of them. */
  public Collection<Provider> all() {
    return byName.values();
  }

  /** The one of that name. */
  public Optional<Provider> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
