package ai.agentcache.gateway.routing;

import ai.agentcache.usage.Price;
import java.util.Optional;

/**
 * A model that a provider runs.
 *
 * @param target the model
 * @param card what is known of it
 * @param price what it costs, if known
 */
public record Offer(Target target, ModelCard card, Optional<Price> price) {}
