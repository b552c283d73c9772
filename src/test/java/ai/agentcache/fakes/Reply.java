package ai.agentcache.fakes;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says, in no provider's words. The pieces of {@code text} and {@code reasoning} are
 * the chunks of a streamed answer. Without a finish or usage, what follows from the rest is used.
 */
public record Reply(
    List<String> reasoning,
    List<String> text,
    List<ToolCall> toolCalls,
    String refusal,
    @Nullable Finish finish,
    String stopSequence,
    @Nullable Usage usage) {

  /** Why a model stopped. */
  public enum Finish {
    STOP,
    STOP_SEQUENCE,
    LENGTH,
    TOOL_CALLS,
    REFUSAL,
    FILTER
  }

  /** A call of a tool; the arguments are a JSON object as text. */
  public record ToolCall(String name, String arguments) {}

  /** Tokens: cached ones are part of the input, those of the reasoning part of the output. */
  public record Usage(int input, int cached, int output, int reasoning) {

    int total() {
      return input + output;
    }
  }

  /** Absent parts are empty. */
  @JsonCreator
  public Reply(
      @Nullable List<String> reasoning,
      @Nullable List<String> text,
      @Nullable List<ToolCall> toolCalls,
      @Nullable String refusal,
      @Nullable Finish finish,
      @Nullable String stopSequence,
      @Nullable Usage usage) {
    this.reasoning = reasoning == null ? List.of() : List.copyOf(reasoning);
    this.text = text == null ? List.of() : List.copyOf(text);
    this.toolCalls = toolCalls == null ? List.of() : List.copyOf(toolCalls);
    this.refusal = refusal == null ? "" : refusal;
    this.finish = finish;
    this.stopSequence = stopSequence == null ? "" : stopSequence;
    this.usage = usage;
  }

  /** An answer of these pieces. */
  public static Reply of(String... pieces) {
    return of(List.of(pieces));
  }

  static Reply of(List<String> pieces) {
    return new Reply(null, pieces, null, null, null, null, null);
  }

  /** An answer that calls tools. */
  public static Reply calling(ToolCall... calls) {
    return new Reply(null, null, List.of(calls), null, null, null, null);
  }

  /** An answer that declines. */
  public static Reply refusing(String words) {
    return new Reply(null, null, null, words, Finish.REFUSAL, null, null);
  }

  /** The same, stopped for this reason. */
  public Reply finished(Finish reason) {
    return new Reply(reasoning, text, toolCalls, refusal, reason, stopSequence, usage);
  }

  /** The same, stopped by one of the requested sequences. */
  public Reply stoppedBy(String sequence) {
    return new Reply(reasoning, text, toolCalls, refusal, Finish.STOP_SEQUENCE, sequence, usage);
  }

  /** The same, after thoughts in these pieces. */
  public Reply thinking(String... pieces) {
    return new Reply(List.of(pieces), text, toolCalls, refusal, finish, stopSequence, usage);
  }

  /** The same, with these tokens. */
  public Reply using(Usage tokens) {
    return new Reply(reasoning, text, toolCalls, refusal, finish, stopSequence, tokens);
  }

  /** The same with other text. */
  Reply saying(List<String> pieces) {
    return new Reply(reasoning, pieces, toolCalls, refusal, finish, stopSequence, usage);
  }

  String wholeText() {
    return String.join("", text);
  }

  String wholeReasoning() {
    return String.join("", reasoning);
  }

  Finish reason() {
    if (finish != null) {
      return finish;
    }
    return toolCalls.isEmpty() ? Finish.STOP : Finish.TOOL_CALLS;
  }

  Usage tokens() {
    return usage == null ? new Usage(0, 0, 0, 0) : usage;
  }
}
