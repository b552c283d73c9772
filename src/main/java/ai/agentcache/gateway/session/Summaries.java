package ai.agentcache.gateway.session;

import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.Generator;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.llm.Completions;
import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.llm.Questions;
import ai.agentcache.gateway.llm.Requester;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Has a model say shortly what messages were about that do not fit any more. The same messages are
 * summed up once: the gateway keeps its answers.
 */
@Singleton
final class Summaries {

  private static final Logger LOG = Logger.getLogger(Summaries.class);
  private static final int LONGEST = 300;
  private static final String TASK =
      "Sum up the conversation between an assistant and its user for the assistant, who will not"
          + " see it any more: facts, decisions, open questions, what the user prefers. At most 150"
          + " words, no introduction.";

  private final Questions questions;
  private final Generator generator;
  private final Completions completions;
  private final Optional<String> model;

  Summaries(
      Questions questions, Generator generator, Completions completions, SessionConfig config) {
    this.questions = questions;
    this.generator = generator;
    this.completions = completions;
    this.model = config.summaryModel();
  }

  /** What messages were about; nothing without messages, or when no model says it. Never fails. */
  Uni<Optional<String>> of(List<Message> messages, Requester requester) {
    if (messages.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return Uni.createFrom()
        .deferred(() -> generator.answer(questions.of(request(messages), requester)))
        .chain(this::said)
        .onFailure()
        .invoke(failure -> LOG.debugf("no summary: %s", failure.getMessage()))
        .onFailure()
        .recoverWithItem(Optional.empty());
  }

  private LlmRequest request(List<Message> messages) {
    StringBuilder talk = new StringBuilder();
    for (Message message : messages) {
      String content =
          message.json().path("content").isTextual()
              ? message.json().path("content").textValue()
              : message.json().path("content").toString();
      talk.append(message.json().path("role").asText()).append(": ").append(content).append('\n');
    }
    ObjectNode body = Json.object().put("system", TASK).put("prompt", talk.toString());
    body.put("maxTokens", LONGEST).put("allowFailover", true);
    model.ifPresent(name -> body.put("model", name));
    return LlmRequest.read(body, questions.maxTtlSeconds());
  }

  private Uni<Optional<String>> said(Generated generated) {
    return generated
        .served()
        .recording()
        .ended()
        .map(end -> Optional.of(completions.of(generated).text()).filter(text -> !text.isBlank()));
  }
}
