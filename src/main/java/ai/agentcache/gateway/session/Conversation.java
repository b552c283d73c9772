package ai.agentcache.gateway.session;

import ai.agentcache.access.Caller;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.UsageReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The messages of sessions, each with the number of its tokens. */
@Singleton
final class Conversation {

  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");
  private static final int MOST_AT_ONCE = 100;

  /** Its vocabulary counts for all: other providers do not publish theirs. */
  private static final String COUNTED_AS = "gpt-4o";

  private final AgentSessions sessions;
  private final SessionStore store;
  private final UsageReader usage;
  private final Clock clock;
  private final int maxMessages;
  private final long maxBytes;
  private final long maxMessage;

  /**
   * The newest messages of a session.
   *
   * @param messages the oldest of them first
   * @param dropped those before them, if they were asked for
   * @param total how many the session has
   */
  record Newest(List<Message> messages, List<Message> dropped, long total) {

    long tokens() {
      return messages.stream().mapToLong(Message::tokens).sum();
    }
  }

  Conversation(
      AgentSessions sessions,
      SessionStore store,
      UsageReader usage,
      Clock clock,
      SessionConfig config) {
    this.sessions = sessions;
    this.store = store;
    this.usage = usage;
    this.clock = clock;
    this.maxMessages = config.maxMessages();
    this.maxBytes = config.maxConversation().asLongValue();
    this.maxMessage = config.maxMessage().asLongValue();
  }

  /** Appends one message, or those of a list under {@code messages}; says how many there are. */
  Uni<Long> append(Caller caller, String session, ObjectNode said) {
    List<ObjectNode> sent = messages(said);
    return sessions
        .get(caller, session)
        .chain(
            held ->
                counted(sent)
                    .chain(
                        all ->
                            store.append(caller.tenant(), held.id(), all, maxMessages, maxBytes)))
        .invoke(
            total -> {
              if (total < 0) {
                throw AgentSessions.unknown();
              }
            });
  }

  private List<ObjectNode> messages(ObjectNode said) {
    JsonNode list = said.get("messages");
    if (list == null) {
      return List.of(message(said, ""));
    }
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_AT_ONCE) {
      throw ApiException.field("messages", "must be a list of 1 to " + MOST_AT_ONCE);
    }
    List<ObjectNode> messages = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      messages.add(message(list.get(i), "messages[" + i + "]."));
    }
    return messages;
  }

  private ObjectNode message(JsonNode sent, String at) {
    if (!(sent instanceof ObjectNode message)) {
      throw ApiException.field(at.substring(0, at.length() - 1), "must be an object");
    }
    if (!ROLES.contains(message.path("role").asText())) {
      throw ApiException.field(
          at + "role", "must be `system`, `developer`, `user`, `assistant` or `tool`");
    }
    JsonNode content = message.path("content");
    if (!content.isTextual() && !content.isArray() && !message.path("tool_calls").isArray()) {
      throw ApiException.field(at + "content", "must be a string or a list of parts");
    }
    if (Json.bytes(message).length > maxMessage) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "a message may have at most " + maxMessage + " bytes as JSON");
    }
    return message.deepCopy();
  }

  private Uni<List<Message>> counted(List<ObjectNode> sent) {
    return Multi.createFrom()
        .iterable(sent)
        .onItem()
        .transformToUniAndConcatenate(this::counted)
        .collect()
        .asList();
  }

  private Uni<Message> counted(ObjectNode sent) {
    ObjectNode prompt = Json.object();
    prompt.putArray("messages").add(sent);
    return usage
        .count(COUNTED_AS, Json.bytes(prompt), new byte[0])
        .map(
            counted ->
                new Message(
                    sent.put(Message.TOKENS, counted.input()).put("at", clock.instant().toString()),
                    counted.input()));
  }

  /**
   * The newest messages.
   *
   * @param most how many at most
   * @param tokens how many tokens they may have together; the first that does not fit ends them
   * @param withDropped whether those are wanted, too, that were dropped
   */
  Uni<Newest> newest(Caller caller, String session, int most, long tokens, boolean withDropped) {
    return sessions
        .get(caller, session)
        .chain(held -> store.newest(held.id(), withDropped ? maxMessages : most))
        .map(read -> fitting(read.newest(), read.total(), most, tokens));
  }

  private static Newest fitting(List<Message> all, long total, int most, long tokens) {
    long left = tokens;
    int first = all.size();
    while (first > Math.max(0, all.size() - most) && all.get(first - 1).tokens() <= left) {
      first--;
      left -= all.get(first).tokens();
    }
    return new Newest(all.subList(first, all.size()), all.subList(0, first), total);
  }
}
