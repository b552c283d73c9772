package ai.agentcache.fakes;

import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ready-made answers of the model {@code bench}, for measuring what stands before this server. They
 * are always the same, and neither the key nor the rest of the request is looked at.
 */
final class Bench {

  private static final String MODEL = "bench";
  private static final String IN_PATH = "/models/" + MODEL + ":";
  private static final Reply REPLY =
      Reply.of(Words.pieces("the quick brown fox jumps over the lazy dog ".repeat(2).strip()))
          .using(new Reply.Usage(10, 0, 18, 0));

  private final Map<String, Answer> whole = new HashMap<>();
  private final Map<String, Answer> streamed = new HashMap<>();

  Bench() {
    prepare("/v1/chat/completions", new OpenAiChat());
    prepare("/v1/responses", new OpenAiResponses());
    prepare("/v1/messages", new AnthropicMessages());
    String google = "/v1beta" + IN_PATH;
    whole.put(google + "generateContent", whole(new GoogleContent(MODEL, false, false)));
    streamed.put(google + "streamGenerateContent", stream(new GoogleContent(MODEL, true, true)));
  }

  private void prepare(String path, WireFormat format) {
    whole.put(path, whole(format));
    streamed.put(path, stream(format));
  }

  private static Answer whole(WireFormat format) {
    return Answer.json(200, format.whole(prompt(), REPLY, 0));
  }

  private static Answer stream(WireFormat format) {
    return Answer.events(format.stream(prompt(), REPLY, 0));
  }

  private static Prompt prompt() {
    Prompt prompt = new Prompt();
    prompt.model = MODEL;
    prompt.includeUsage = true;
    return prompt;
  }

  /** The answer, if the request is for this model. */
  Optional<Answer> answer(String path, String body) {
    if (path.contains(IN_PATH)) {
      return Optional.ofNullable(whole.get(path)).or(() -> Optional.ofNullable(streamed.get(path)));
    }
    if (!has(body, "\"model\"", "\"" + MODEL + "\"")) {
      return Optional.empty();
    }
    Map<String, Answer> form = has(body, "\"stream\"", "true") ? streamed : whole;
    return Optional.ofNullable(form.get(path));
  }

  /** Whether the first field of that name, quoted, has a value that begins so. */
  private static boolean has(String body, String name, String value) {
    int at = body.indexOf(name);
    if (at < 0) {
      return false;
    }
    at += name.length();
    while (at < body.length() && (body.charAt(at) == ':' || body.charAt(at) <= ' ')) {
      at++;
    }
    return body.startsWith(value, at);
  }

  static void send(Answer answer, HttpServerResponse response) {
    answer.headers().forEach(response::putHeader);
    List<Frame> frames = answer.frames();
    if (answer.streamed()) {
      response.setChunked(true);
      frames.subList(0, frames.size() - 1).forEach(frame -> response.write(frame.data()));
    }
    response.end(frames.get(frames.size() - 1).data());
  }
}
