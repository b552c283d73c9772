package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.anthropic.MessagesDialect;
import ai.agentcache.gateway.chat.Dialect;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.google.GenerateDialect;
import ai.agentcache.gateway.openai.ChatDialect;
import ai.agentcache.gateway.openai.ResponsesDialect;
import ai.agentcache.time.Clock;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All dialects there are. */
@Singleton
public final class Dialects {

  private final Front chat;
  private final Dialect compatibleChat;
  private final Front responses;
  private final Front messages;
  private final Dialect generate;
  private final Map<String, Dialect> byName;

  Dialects(Clock clock) {
    ChatDialect openAi = new ChatDialect(clock::epochSeconds);
    this.chat = openAi;
    this.compatibleChat = openAi.compatible();
    this.responses = new ResponsesDialect(clock::epochSeconds);
    this.messages = new MessagesDialect();
    this.generate = new GenerateDialect();
    this.byName =
        Stream.of(chat, responses, messages, generate)
            .collect(Collectors.toUnmodifiableMap(Dialect::name, Function.identity()));
  }

  /** OpenAI's chat completions. */
  public Front chat() {
    return chat;
  }

  /** The same for servers that are compatible with OpenAI's. */
  Dialect compatibleChat() {
    return compatibleChat;
  }

  /** OpenAI's responses. */
  public Front responses() {
    return responses;
  }

  /** Anthropic's messages. */
  public Front messages() {
    return messages;
  }

  Dialect generate() {
    return generate;
  }

  /** The one of that name, as stored answers name them. */
  public Optional<Dialect> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
