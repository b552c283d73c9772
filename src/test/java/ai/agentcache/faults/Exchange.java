package ai.agentcache.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request, and what is to be thought of its answer.
 *
 * @param request the bytes to send
 * @param judge looks at the answer
 * @param abortAfter when the client closes the connection if it has no answer yet; null for never
 */
record Exchange(ByteBuffer request, Judge judge, @Nullable Duration abortAfter) {

  /** Says what an answer is worth. Called on the thread of the load. */
  interface Judge {
    Outcome judge(int status, String body);
  }

  /** A POST of JSON that is not given up. */
  static Exchange post(String path, String apiKey, String json, Judge judge) {
    return post(path, apiKey, "", json, judge);
  }

  /**
   * The same with further header fields.
   *
   * @param fields each with its line end
   */
  static Exchange post(String path, String apiKey, String fields, String json, Judge judge) {
    return new Exchange(bytes("POST", path, apiKey, fields, json), judge, null);
  }

  /** A GET that is not given up. */
  static Exchange get(String path, String apiKey, Judge judge) {
    return new Exchange(bytes("GET", path, apiKey, "", ""), judge, null);
  }

  /** The same, given up after a time. */
  Exchange abortedAfter(Duration time) {
    return new Exchange(request, judge, time);
  }

  private static ByteBuffer bytes(
      String method, String path, String apiKey, String fields, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + (" " + path + " HTTP/1.1\r\nHost: localhost\r\n")
            + ("X-API-Key: " + apiKey + "\r\n" + fields);
    if (content.length > 0) {
      head += "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n";
    }
    byte[] start = (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(start.length + content.length).put(start).put(content).flip();
  }
}
