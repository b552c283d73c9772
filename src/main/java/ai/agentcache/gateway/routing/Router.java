package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses whom to ask. */
@Singleton
public final class Router {

  /** How providers' own models begin. */
  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("gpt-", "openai"),
          Map.entry("chatgpt-", "openai"),
          Map.entry("o1", "openai"),
          Map.entry("o3", "openai"),
          Map.entry("o4", "openai"),
          Map.entry("text-embedding-", "openai"),
          Map.entry("claude", "anthropic"),
          Map.entry("gemini", "google"),
          Map.entry("gemma", "google"),
          Map.entry("grok", "xai"));

  private final Providers providers;

  Router(Providers providers) {
    this.providers = providers;
  }

  /** The targets for a prompt, the best first. */
  public Route route(Wish wish, Prompt prompt) {
    String model = wish.model().orElse("");
    if (wish.provider().isPresent()) {
      Provider provider =
          providers
              .named(wish.provider().get())
              .orElseThrow(
                  () ->
                      ApiException.field(
                          "activeProvider", "names no provider; see GET /llm/providers"));
      String bare =
          model.startsWith(provider.name() + ":")
              ? model.substring(provider.name().length() + 1)
              : model;
      return to(provider, bare, "the provider was named");
    }
    return named(model.isEmpty() ? Providers.MOCK : model);
  }

  /**
   * The one target that a name stands for: {@code provider:model}, a model that a provider was
   * configured with, or one of a family that is known.
   */
  public Route named(String name) {
    int colon = name.indexOf(':');
    Optional<Provider> said =
        colon > 0 ? providers.named(name.substring(0, colon)) : Optional.empty();
    if (said.isPresent()) {
      return to(said.get(), name.substring(colon + 1), "the provider was named");
    }
    for (Provider provider : providers.all()) {
      if (provider.models().contains(name)) {
        return to(provider, name, "it is a model of " + provider.name());
      }
    }
    return FAMILIES.entrySet().stream()
        .filter(family -> name.startsWith(family.getKey()))
        .flatMap(family -> providers.named(family.getValue()).stream())
        .findFirst()
        .map(provider -> to(provider, name, "models of this name are " + provider.name() + "'s"))
        .orElseThrow(Router::unknown);
  }

  private static Route to(Provider provider, String model, String reason) {
    if (!provider.isConfigured()) {
      throw new ApiException(
          ErrorCode.PROVIDER_NOT_CONFIGURED,
          provider.name()
              + " has no key here; the operator can set one, the model `mock` needs none",
          0);
    }
    if (model.isEmpty()
        || model.length() > 256
        || !model.chars().allMatch(c -> c > 32 && c < 127)) {
      throw ApiException.field("model", "has to be 1 to 256 visible ASCII characters");
    }
    return new Route(List.of(new Target(provider, model)), "single-model", reason);
  }

  private static ApiException unknown() {
    return new ApiException(
        ErrorCode.MODEL_NOT_FOUND,
        "`model`: no provider is known to have it; write `provider:model`, see GET /v1/models");
  }
}
