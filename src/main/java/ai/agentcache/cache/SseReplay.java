package ai.agentcache.cache;

import ai.agentcache.cache.Transcript.Choice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Replays a stored answer as the server-sent events of a streamed OpenAI chat completion. Answers
 * of OpenAI and Anthropic keep their text, tool calls, reason to stop and usage; a string is
 * streamed as text, any other JSON as its own text.
 */
public final class SseReplay {
  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");

  private final Transcript transcript;
  private final byte[] head;
  private final ByteBuilder out;

  private SseReplay(Entry entry) {
    transcript = Transcript.of(entry);
    head = head(transcript);
    out = new ByteBuilder(entry.response().length() * 8 + 1024);
  }

  /** The whole stream of events, the closing {@code [DONE]} included. */
  public static byte[] of(Entry entry) {
    SseReplay replay = new SseReplay(entry);
    replay.transcript.choices().forEach(replay::choice);
    replay.usage();
    return replay.out.add(DONE).toBytes();
  }

  private static byte[] head(Transcript transcript) {
    return new ByteBuilder(160)
        .add("{\"id\":")
        .addString(transcript.id())
        .add(",\"object\":\"chat.completion.chunk\",\"created\":")
        .add(transcript.created())
        .add(",\"model\":")
        .addString(transcript.model())
        .add(",\"choices\":[")
        .toBytes();
  }

  private void choice(Choice choice) {
    delta(choice, ascii("\"role\":\"assistant\",\"content\":\"\""));
    choice.texts().forEach((field, text) -> text(choice, field, text));
    toolCalls(choice, choice.toolCalls());
    out.add(DATA).add(head).add("{\"index\":").add(choice.index());
    out.add(",\"delta\":{},\"finish_reason\":").addString(choice.finishReason());
    out.add("}]}").add(END);
  }

  private void text(Choice choice, String field, String text) {
    for (String piece : TextPieces.of(text)) {
      delta(choice, new ByteBuilder(96).addString(field).add(":").addString(piece).toBytes());
    }
  }

  private void toolCalls(Choice choice, List<byte[]> calls) {
    for (int i = 0; i < calls.size(); i++) {
      byte[] call = calls.get(i);
      ByteBuilder delta = new ByteBuilder(call.length + 64).add("\"tool_calls\":[{\"index\":");
      delta.add((long) i).add(",").add(call, 1, call.length).add("]");
      delta(choice, delta.toBytes());
    }
  }

  private void delta(Choice choice, byte[] members) {
    out.add(DATA).add(head).add("{\"index\":").add(choice.index());
    out.add(",\"delta\":{").add(members).add("},\"finish_reason\":null}]}").add(END);
  }

  private void usage() {
    transcript
        .usage()
        .ifPresent(
            usage -> out.add(DATA).add(head).add("],\"usage\":").add(usage).add("}").add(END));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
