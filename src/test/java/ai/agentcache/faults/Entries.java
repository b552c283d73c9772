package ai.agentcache.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Numbered cache entries, each with a value of its own, so that every answer can be judged: the
 * right value, honestly none, or wrong.
 *
 * @param name tells these entries from all others
 * @param apiKey whose they are
 * @param count how many there are
 */
record Entries(String name, String apiKey, int count) {

  private static final String GET = "/api/cache/get";
  private static final String SET = "/api/cache/set";

  String identity(int number) {
    return "\"provider\":\"openai\",\"model\":\"gpt-4o\",\"temperature\":0,"
        + ("\"messages\":[{\"role\":\"user\",\"content\":\"" + name + " " + number + "\"}]");
  }

  private String value(int number) {
    return name + " says " + number + " and " + Integer.toHexString(number * 0x9e3779b9);
  }

  private String question(int number) {
    return "{" + identity(number) + "}";
  }

  private String statement(int number) {
    return "{" + identity(number) + ",\"response\":\"" + value(number) + "\"}";
  }

  Exchange get(int number) {
    return Exchange.post(
        GET, apiKey, question(number), (status, body) -> judge(number, status, body));
  }

  Exchange set(int number) {
    return Exchange.post(SET, apiKey, statement(number), Entries::judgeSet);
  }

  private Outcome judge(int number, int status, String body) {
    if (status != 200) {
      return Outcome.WRONG;
    }
    if (body.contains("\"hit\":true")) {
      boolean right = body.contains("\"response\":\"" + value(number) + "\"");
      return right ? Outcome.HIT : Outcome.WRONG;
    }
    return body.contains("\"hit\":false") ? unlessDegraded(body) : Outcome.WRONG;
  }

  private static Outcome judgeSet(int status, String body) {
    return status == 200 && body.contains("\"success\":") ? unlessDegraded(body) : Outcome.WRONG;
  }

  private static Outcome unlessDegraded(String body) {
    return body.contains("\"degraded\":true") ? Outcome.DEGRADED : Outcome.OTHER;
  }

  /** Gets of all entries in turn. */
  Supplier<Exchange> gets() {
    AtomicInteger turn = new AtomicInteger();
    return () -> get(turn.getAndIncrement() % count);
  }

  /** Gets and sets at random; the share is that of the sets. */
  Supplier<Exchange> mixed(double sets) {
    SplittableRandom random = new SplittableRandom(42);
    return () -> {
      int number = random.nextInt(count);
      return random.nextDouble() < sets ? set(number) : get(number);
    };
  }

  /** Stores all of them. */
  Entries storedIn(ProxiedService service) {
    AtomicInteger turn = new AtomicInteger();
    double perSecond = 4000;
    Duration lasting = Duration.ofNanos((long) (count / perSecond * 1e9));
    LoadReport report =
        Load.on(service.port(), lasting)
            .connections(16)
            .perSecond(perSecond)
            .run(() -> set(turn.getAndIncrement() % count));
    assertEquals(report.count(), report.count(Outcome.OTHER), report::toString);
    return this;
  }

  /** Whether that entry is a hit now. */
  boolean hits(ProxiedService service, int number) {
    HttpResponse<String> answer = service.post(GET, apiKey, question(number));
    return judge(number, answer.statusCode(), answer.body()) == Outcome.HIT;
  }
}
