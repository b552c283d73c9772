package ai.agentcache.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An answer of HTTP. What is not streamed has its length in the head. */
record Answer(int status, Map<String, String> headers, boolean streamed, List<Frame> frames) {

  static final String EVENTS = "text/event-stream; charset=utf-8";
  static final String JSON = "application/json";

  static Answer json(int status, JsonNode body) {
    Buffer text = Buffer.buffer(Json.write(body));
    Frame whole = new Frame(Frame.Kind.CONTENT, text);
    return new Answer(status, Map.of("content-type", JSON), false, List.of(whole));
  }

  static Answer events(List<Frame> frames) {
    return events(EVENTS, frames);
  }

  static Answer events(String contentType, List<Frame> frames) {
    Map<String, String> headers = Map.of("content-type", contentType, "cache-control", "no-cache");
    return new Answer(200, headers, true, frames);
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, streamed, frames);
  }

  Answer with(List<Frame> others) {
    return new Answer(status, headers, streamed, others);
  }
}
