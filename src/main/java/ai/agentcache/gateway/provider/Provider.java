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
   * @param body what to ask, in that dialect; marked for streaming if a stream is wanted
   * @param stream whether the answer is to come bit by bit
   * @return the answer; fails with {@code UpstreamFailure} or {@code UpstreamRefusal}
   */
  Uni<UpstreamAnswer> ask(String model, Dialect dialect, byte[] body, boolean stream);

  /** The same with further header fields, for those who are reached over HTTP. */
  default Uni<UpstreamAnswer> ask(
      String model, Dialect dialect, byte[] body, boolean stream, Map<String, String> headers) {
    return ask(model, dialect, body, stream);
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
   * @param body the request in OpenAI's words
   * @param headers further header fields
   * @return the answer, whole; fails as {@link #ask} does
   */
  default Uni<UpstreamAnswer> embed(byte[] body, Map<String, String> headers) {
    throw new UnsupportedOperationException(name() + " makes no embeddings");
  }
}
