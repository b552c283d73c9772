package ai.agentcache.gateway.routing;

import ai.agentcache.gateway.provider.Provider;

/**
 * A model of a provider.
 *
 * @param provider who runs it
 * @param model what the provider calls it
 */
public record Target(Provider provider, String model) {

  /** As users write it: {@code provider:model}. */
  public String label() {
    return provider.name() + ":" + model;
  }
}
