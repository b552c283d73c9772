package ai.agentcache.gateway.routing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which models there are, what else they are called, and which of them are asked unnamed. */
public interface RoutingConfig {

  /**
   * A JSON file of models in the form of the built-in table ({@code models/models.json}); its rows
   * are added to it or replace its rows. None by default.
   */
  Optional<Path> modelsFile();

  /**
   * Another name for a model, as in {@code agentcache.gateway.aliases.fast=openai:gpt-5.4-nano}.
   * For several models, separated by commas, {@code @3} behind one is its weight; the same prompt
   * goes to the same one, and the others stand in for it when it fails.
   */
  Map<String, String> aliases();

  /**
   * The model, as {@code provider:model}, of requests to {@code /llm} that name none. Unless set,
   * the cheapest of the first provider that has a key; without any, {@code mock}.
   */
  Optional<String> defaultModel();

  /**
   * The model, as {@code provider:model}, for a kind of work in the mode {@code orchestrated}; the
   * keys are {@code plan}, {@code build}, {@code validate} and {@code review}. Unless set, one is
   * chosen by quality, speed and price.
   */
  Map<Wish.NodeType, String> orchestrated();
}
