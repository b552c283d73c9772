package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which provider and which of its endpoints a path belongs to. */
final class Routes {

  /** A place: whose manners count there, for which method, and what answers. */
  record Route(Provider provider, String method, Endpoint endpoint) {}

  private static final Provider OPENAI = new OpenAiManners();
  private static final Provider ANTHROPIC = new AnthropicManners();
  private static final Provider GOOGLE = new GoogleManners();

  private static final String OPENAI_MODELS = "/v1/models";
  private static final Pattern GOOGLE_PATH =
      Pattern.compile("/v1(?:beta|alpha)?/models/(.+):(\\w+)");
  private static final Pattern GOOGLE_MODELS = Pattern.compile("/v1(?:beta|alpha)/models");

  private static final Map<String, Route> FIXED =
      Map.of(
          "/v1/chat/completions", post(OPENAI, new Generation(new OpenAiChat())),
          "/v1/responses", post(OPENAI, new Generation(new OpenAiResponses())),
          "/v1/embeddings", post(OPENAI, new OpenAiEmbeddings()),
          "/v1/messages", post(ANTHROPIC, new Generation(new AnthropicMessages())),
          "/v1/messages/count_tokens", post(ANTHROPIC, Routes::countTokens));

  private Routes() {}

  static Optional<Route> find(Received request) {
    Route fixed = FIXED.get(request.path());
    if (fixed != null) {
      return Optional.of(fixed);
    }
    Matcher google = GOOGLE_PATH.matcher(request.path());
    return google.matches() ? google(request, google.group(1), google.group(2)) : models(request);
  }

  /** Whose words to use for a path that nobody has. */
  static Provider providerOf(Received request) {
    if (request.path().matches("/v1(beta|alpha)/.*")) {
      return GOOGLE;
    }
    return speaksAnthropic(request) ? ANTHROPIC : OPENAI;
  }

  private static Optional<Route> google(Received request, String model, String method) {
    boolean events = request.parameter("alt").equals("sse");
    @Nullable Endpoint endpoint =
        switch (method) {
          case "generateContent" -> new Generation(new GoogleContent(model, false, false));
          case "streamGenerateContent" -> new Generation(new GoogleContent(model, true, events));
          case "countTokens" -> GoogleExtras.countTokens(model);
          case "embedContent" -> GoogleExtras.embed(model);
          case "batchEmbedContents" -> GoogleExtras.embedBatch(model);
          default -> null;
        };
    return Optional.ofNullable(endpoint).map(known -> post(GOOGLE, known));
  }

  private static Optional<Route> models(Received request) {
    String path = request.path();
    if (GOOGLE_MODELS.matcher(path).matches()) {
      return Optional.of(new Route(GOOGLE, "GET", Models.google()));
    }
    if (path.equals(OPENAI_MODELS)) {
      return Optional.of(
          speaksAnthropic(request)
              ? new Route(ANTHROPIC, "GET", Models.anthropic())
              : new Route(OPENAI, "GET", Models.openAi()));
    }
    if (path.startsWith(OPENAI_MODELS + "/")) {
      String model = path.substring(OPENAI_MODELS.length() + 1);
      return Optional.of(new Route(OPENAI, "GET", Models.openAiOne(model)));
    }
    return Optional.empty();
  }

  private static boolean speaksAnthropic(Received request) {
    return request.header("anthropic-version").isPresent();
  }

  private static Route post(Provider provider, Endpoint endpoint) {
    return new Route(provider, "POST", endpoint);
  }

  private static Answer countTokens(
      Received request, JsonNode body, Behaviour behaviour, long number) {
    int words = MessagesPrompt.read(body, false).words();
    return Answer.json(200, Json.object().put("input_tokens", words));
  }
}
