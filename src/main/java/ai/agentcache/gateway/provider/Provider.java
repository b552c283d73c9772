package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who runs models. */
public interface Provider {

  /** What it is called in configuration, models and statistics: {@code [a-z0-9-]+}. */
  String name();

  /** Whether it can be asked: there is a key, or it needs none. */
  boolean isConfigured();

  /** Models the operator has named for it; others may be asked for with the provider's name. */
  List<String> models();

  /** The dialect it is asked this prompt in. */
  Dialect dialect(Prompt prompt);

  /**
   * Asks it.
   *
   * @param model the model
   * @param dialect one that {@link #dialect} gave
   * @param headers further header fields
   * @param body what to ask, in that dialect; marked for streaming if a stream is wanted
   * @param stream whether the answer is to come bit by bit
   * @return the answer; fails with {@code UpstreamFailure} or {@code UpstreamRefusal}
   */
  Uni<UpstreamAnswer> ask(
      String model, Dialect dialect, Map<String, String> headers, byte[] body, boolean stream);

  /** Whether it counts the tokens of Anthropic's messages. */
  default boolean countsTokens() {
    return false;
  }

  /**
   * Has tokens counted; only by one that {@link #countsTokens()}.
   *
   * @param headers further header fields
   * @param body the request in Anthropic's words
   * @return the answer, whole; fails as {@link #ask} does
   */
  default Uni<UpstreamAnswer> countTokens(Map<String, String> headers, byte[] body) {
    throw new UnsupportedOperationException(name() + " counts no tokens");
  }

  /** Where it is, if it is anywhere. */
  default Optional<URI> address() {
    return Optional.empty();
  }

  /** Whether it makes embeddings as OpenAI does. */
  default boolean embeds() {
    return false;
  }

  /**
   * Has texts embedded; only by one that {@link #embeds()}.
   *
   * @param headers further header fields
   * @param body the request in OpenAI's words
   * @return the answer, whole; fails as {@link #ask} does
   */
  default Uni<UpstreamAnswer> embed(Map<String, String> headers, byte[] body) {
    throw new UnsupportedOperationException(name() + " makes no embeddings");
  }
}
