package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

/** A part of an answer's body that is written at once, and what it is to the answer. */
record Frame(Kind kind, Buffer data) {

  enum Kind {
    /** What comes before the content. */
    START,
    /** A part of what the model says. */
    CONTENT,
    /** Why it stopped, and what it used. */
    FINISH,
    /** The word that nothing follows. */
    MARKER
  }

  /** An event that has only data. */
  static Frame data(Kind kind, JsonNode data) {
    return new Frame(kind, Buffer.buffer("data: " + Json.write(data) + "\n\n"));
  }

  /** An event named after the type its data has. */
  static Frame typed(Kind kind, JsonNode data) {
    String text = "event: " + data.path("type").asText() + "\ndata: " + Json.write(data) + "\n\n";
    return new Frame(kind, Buffer.buffer(text));
  }

  static Frame text(Kind kind, String text) {
    return new Frame(kind, Buffer.buffer(text));
  }
}
