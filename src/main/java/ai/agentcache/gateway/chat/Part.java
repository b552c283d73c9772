package ai.agentcache.gateway.chat;

import java.util.List;
import java.util.Optional;

/** A piece of a message, of a prompt or of an answer. */
public sealed interface Part {

  /** Plain text. */
  record Text(String text) implements Part {}

  /**
   * An image, a document or a sound.
   *
   * @param kind which of them
   * @param mediaType such as {@code image/png}; empty when only a URL was given
   * @param data its bytes in base64; empty when a URL was given
   * @param url where it can be fetched; empty when the data was given
   * @param name its file name, or what the dialect says beside it, such as OpenAI's detail
   */
  record Media(
      Kind kind,
      Optional<String> mediaType,
      Optional<String> data,
      Optional<String> url,
      Optional<String> name)
      implements Part {

    /** What it is. */
    public enum Kind {
      IMAGE,
      DOCUMENT,
      AUDIO
    }
  }

  /**
   * The model asks for a tool.
   *
   * @param id its id, by which the result is given
   * @param name the tool
   * @param arguments a JSON object as text, exactly as the model wrote it
   */
  record ToolCall(String id, String name, String arguments) implements Part {}

  /**
   * What a tool answered.
   *
   * @param callId the call it answers
   * @param content what it answered: text and media
   * @param error whether the tool failed
   */
  record ToolResult(String callId, List<Part> content, boolean error) implements Part {
    /** Takes a copy of the content. */
    public ToolResult {
      content = List.copyOf(content);
    }
  }

  /**
   * What the model thought before it answered.
   *
   * @param text the thought, or its summary; empty when the provider keeps it to itself
   * @param seal what the provider wants back to trust it: a signature, or the encrypted thought
   * @param encrypted whether the seal is the thought itself, encrypted
   */
  record Thought(String text, Optional<String> seal, boolean encrypted) implements Part {}

  /** The model's words for not answering. */
  record Refusal(String text) implements Part {}
}
