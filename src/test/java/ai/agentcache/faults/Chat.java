package ai.agentcache.faults;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Chat completions of one kind, and what was answered to them.
 *
 * @param apiKey whose they are
 * @param model who is asked
 * @param fields further header fields, each with its line end
 * @param answers the bodies of good answers, each once
 */
record Chat(String apiKey, String model, String fields, Set<String> answers) {

  static final String PATH = "/v1/chat/completions";

  /** Without further header fields. */
  static Chat with(String apiKey, String model) {
    return new Chat(apiKey, model, "", ConcurrentHashMap.newKeySet());
  }

  /** The same with one more header field. */
  Chat field(String name, String value) {
    return new Chat(apiKey, model, fields + name + ": " + value + "\r\n", answers);
  }

  static String body(String model, String prompt) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(model, prompt);
  }

  /** The same prompt, again and again. */
  Supplier<Exchange> same(String prompt) {
    return () -> exchange(prompt);
  }

  /** A prompt that begins so, never the same. */
  Supplier<Exchange> unique(String start) {
    AtomicInteger turn = new AtomicInteger();
    return () -> exchange(start + " " + turn.incrementAndGet());
  }

  private Exchange exchange(String prompt) {
    return Exchange.post(PATH, apiKey, fields, body(model, prompt), this::judge);
  }

  /** An error in the words of the API is an honest answer. */
  private Outcome judge(int status, String body) {
    if (status == 200 && body.contains("\"chat.completion\"")) {
      answers.add(body);
      return Outcome.OTHER;
    }
    return status >= 429 && body.contains("\"error\":{") ? Outcome.DEGRADED : Outcome.WRONG;
  }
}
