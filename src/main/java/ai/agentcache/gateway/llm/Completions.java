package ai.agentcache.gateway.llm;

import ai.agentcache.cache.flight.Recording;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.Origin;
import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Delta;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.MalformedAnswerException;
import ai.agentcache.gateway.chat.Transcript;
import ai.agentcache.gateway.provider.Dialects;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** What recorded answers say, in the hub's words. */
@Singleton
public final class Completions {

  private final Dialects dialects;

  /**
   * @param dialects those that answers were recorded in
   */
  public Completions(Dialects dialects) {
    this.dialects = dialects;
  }

  /** The whole answer; made once for each that is kept in memory. */
  public Completion of(Generated generated) {
    return generated
        .served()
        .recording()
        .view(Completion.class, recording -> of(generated.origin(), recording));
  }

  /** The whole answer of a complete recording. */
  public Completion of(Origin origin, Recording recording) {
    Dialect dialect = dialect(origin);
    if (!origin.streamed()) {
      return dialect.read(Json.answer(recording.all().get(0)));
    }
    Transcript transcript = new Transcript();
    Function<JsonNode, List<Delta>> reader = dialect.reader();
    recording.all().forEach(event -> reader.apply(Json.answer(event)).forEach(transcript::add));
    return transcript.completion();
  }

  /** The dialect an answer was recorded in. */
  public Dialect dialect(Origin origin) {
    return dialects
        .named(origin.dialect())
        .orElseThrow(() -> new MalformedAnswerException("a dialect that we do not speak"));
  }
}
