package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Entries of one tenant and namespace that are written by one replica and read by another.
 *
 * @param writer takes sets and invalidations
 * @param reader answers from its near cache
 * @param scope namespace, model and tag, all of that name
 */
record Replicas(ProxiedService writer, ProxiedService reader, String apiKey, String scope) {

  private static final int COUNT = 10;
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

  private HttpResponse<String> post(ProxiedService service, String path, String json) {
    return service.service().post(path, json, "X-API-Key", apiKey, "X-Cache-Namespace", scope);
  }

  private String identity(int number) {
    return "\"provider\":\"openai\",\"model\":\"%s\",\"prompt\":\"%d\"".formatted(scope, number);
  }

  /** Sets all entries on the writer to this value; their keys. */
  List<String> set(String value) {
    List<String> keys = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      String json =
          "{%s,\"response\":\"%s %d\",\"tags\":[\"%s\"]}"
              .formatted(identity(number), value, number, scope);
      HttpResponse<String> answer = post(writer, "/api/cache/set", json);
      Matcher key = KEY.matcher(answer.body());
      assertEquals(true, key.find() && answer.body().contains("\"success\":true"), answer::body);
      keys.add(key.group(1));
    }
    return keys;
  }

  /** Invalidates on the writer. */
  void invalidate(String criterion, String value) {
    HttpResponse<String> answer =
        post(writer, "/api/cache/invalidate", "{\"%s\":\"%s\"}".formatted(criterion, value));
    assertEquals(200, answer.statusCode(), answer::body);
  }

  /** Reads on the reader until all entries are answered with this value from its own memory. */
  void warm(String value) {
    Pause.until(
        () -> IntStream.range(0, COUNT).allMatch(n -> isInMemory(n, value)), Duration.ofSeconds(5));
  }

  private boolean isInMemory(int number, String value) {
    String body = read(number);
    return body.contains("\"tier\":\"L1\"") && has(body, number, value);
  }

  private String read(int number) {
    HttpResponse<String> answer = post(reader, "/api/cache/get", "{" + identity(number) + "}");
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body();
  }

  private static boolean has(String body, int number, String value) {
    return body.contains("\"response\":\"" + value + " " + number + "\"");
  }

  /** How many entries the reader answers with this value now. */
  long answeredWith(String value) {
    return IntStream.range(0, COUNT).filter(n -> has(read(n), n, value)).count();
  }

  /**
   * Keeps reading for a time after a change.
   *
   * @return when the last read began that was answered with this value, milliseconds after the
   *     change; 0 if there was none
   */
  double lastAnswered(String value, long changedNanos, Duration time) {
    double last = 0;
    for (long now = System.nanoTime();
        now - changedNanos < time.toNanos();
        now = System.nanoTime()) {
      if (answeredWith(value) > 0) {
        last = (now - changedNanos) / 1e6;
      }
    }
    return last;
  }

  int count() {
    return COUNT;
  }
}
