package ai.agentcache.gateway;

import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import ai.agentcache.gateway.upstream.UpstreamFailure;
import ai.agentcache.gateway.upstream.UpstreamFailure.Kind;
import ai.agentcache.usage.UsageReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Counts the tokens of a message before it is sent: by asking the provider, if it is one that
 * counts; else by the vocabulary of {@link UsageReader}, which makes it an estimate.
 */
@Singleton
public final class TokenCounter {

  private final Asker asker;
  private final UsageReader reader;

  TokenCounter(Asker asker, UsageReader reader) {
    this.asker = asker;
    this.reader = reader;
  }

  /**
   * Counts.
   *
   * @param customer on whose behalf
   * @param target the model that would be asked
   * @param body the request in Anthropic's words
   * @param betas features on trial that were asked for
   * @return the tokens; fails with {@code ApiException}
   */
  public Uni<Long> count(Customer customer, Target target, ObjectNode body, String betas) {
    if (!target.provider().countsTokens()) {
      return reader
          .count(target.model(), Json.bytes(body), new byte[0])
          .map(usage -> usage.input());
    }
    byte[] wire = Json.bytes(body.deepCopy().put("model", target.model()));
    Map<String, String> headers = betas.isEmpty() ? Map.of() : Map.of(Betas.HEADER, betas);
    return asker
        .ask(
            target,
            () -> target.provider().countTokens(headers, wire),
            true,
            asker.attempts(customer),
            answer -> Multi.createFrom().item(tokens(target, answer)))
        .collect()
        .last()
        .onFailure()
        .transform(GatewayErrors::explain);
  }

  private static long tokens(Target target, UpstreamAnswer answer) {
    try {
      if (answer instanceof UpstreamAnswer.Whole whole) {
        JsonNode tokens = Json.answer(whole.body()).path("input_tokens");
        if (tokens.canConvertToLong() && tokens.isIntegralNumber()) {
          return tokens.longValue();
        }
      }
      throw new MalformedAnswerException("it has no number of tokens");
    } catch (MalformedAnswerException e) {
      throw new UpstreamFailure(
          target.provider().name(), Kind.MALFORMED, 0, String.valueOf(e.getMessage()));
    }
  }
}
