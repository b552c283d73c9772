package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.chat.Completion;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Finish;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.chat.Part;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.chat.ResponseFormat;
import ai.agentcache.gateway.chat.Spent;
import ai.agentcache.gateway.chat.Turn;
import ai.agentcache.gateway.upstream.UpstreamAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The built-in model: needs no key, knows nothing, and says so in every answer, so that a newcomer
 * sees the whole path at work. Asked to keep to a schema, it gives the simplest value of it, or the
 * same little workflow to whoever wants one planned.
 */
final class Mock implements Provider {

  static final String NAME = "mock";

  private final Front dialect;

  /**
   * @param dialect the one it is asked and answers in
   */
  Mock(Front dialect) {
    this.dialect = dialect;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public List<String> models() {
    return List.of(NAME);
  }

  @Override
  public Dialect dialect(Prompt prompt) {
    return dialect;
  }

  @Override
  public Uni<UpstreamAnswer> ask(
      String model, Dialect asked, Map<String, String> headers, byte[] body, boolean stream) {
    ObjectNode question;
    try {
      question = (ObjectNode) Json.parse(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ObjectNode answer = dialect.write(completion(model, dialect.parse(question)));
    return Uni.createFrom().item(stream ? streamed(answer, question) : whole(answer));
  }

  private static UpstreamAnswer whole(ObjectNode answer) {
    return new UpstreamAnswer.Whole(Json.bytes(answer));
  }

  private UpstreamAnswer streamed(ObjectNode answer, ObjectNode question) {
    List<JsonNode> events = dialect.split(answer, question);
    return new UpstreamAnswer.Streamed(Multi.createFrom().iterable(events).map(Json::bytes));
  }

  private static Completion completion(String model, Prompt prompt) {
    String asked = lastText(prompt);
    String text = text(prompt.format(), asked);
    return new Completion(
        "chatcmpl-mock-" + Integer.toHexString(prompt.source().hashCode()),
        model,
        List.of(new Part.Text(text)),
        Finish.STOP,
        Optional.empty(),
        Spent.of(words(asked), words(text)));
  }

  private static String text(ResponseFormat format, String asked) {
    if (format instanceof ResponseFormat.Schema form) {
      JsonNode value =
          form.name().equals(SampleWorkflow.SCHEMA)
              ? SampleWorkflow.of(asked)
              : SampleValue.of(form.schema());
      return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
    return "This is the built-in mock model of AgentCache; no provider was asked. You said: "
        + asked;
  }

  private static String lastText(Prompt prompt) {
    String last = "";
    for (Turn turn : prompt.turns()) {
      for (Part part : turn.parts()) {
        if (turn.role() == Turn.Role.USER && part instanceof Part.Text text) {
          last = text.text();
        }
      }
    }
    return last;
  }

  /** Its tokens are words. */
  private static long words(String text) {
    return Math.max(1, new StringTokenizer(text).countTokens());
  }
}
