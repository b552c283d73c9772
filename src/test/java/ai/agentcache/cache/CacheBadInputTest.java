package ai.agentcache.cache;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.RawClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must not get into the cache: each line is answered within 100 ms with a 4xx that names the
 * culprit, and afterwards nothing is stored.
 */
@QuarkusTest
class CacheBadInputTest {

  private static final long BOUND_NANOS = 100_000_000;

  /** The machine may be busy with something else; what is slow by itself is slow every time. */
  private static final int TRIES = 3;

  private static final String ID = "\"provider\":\"openai\",\"model\":\"m\",\"prompt\":\"x\"";
  private static final String STORED = "{" + ID + ",\"response\":1";

  private static final String TOO_LONG = " ".repeat(2 << 20);

  private static @Nullable CacheClient tenant;

  private CacheClient client;

  /**
   * One line of the table.
   *
   * @param call which endpoint
   * @param name what is wrong
   * @param body the body, a character for each byte
   * @param header one more header line
   * @param status the status expected
   * @param names what the details have to name
   */
  record Bad(String call, String name, String body, String header, int status, String names) {
    @Override
    public String toString() {
      return call + ": " + name;
    }
  }

  @BeforeEach
  void warmUp() throws IOException {
    CacheClient present = tenant;
    if (present != null) {
      client = present;
      return;
    }
    client = CacheClient.newTenant();
    tenant = client;
    for (int i = 0; i < 50; i++) {
      send(set("warm-up", "{", "JSON"));
    }
  }

  private static Bad bad(String call, String name, String body, String names) {
    return new Bad(call, name, bytes(body), "", 400, names);
  }

  private static Bad set(String name, String body, String names) {
    return bad("set", name, body, names);
  }

  private static Bad field(String json, String names) {
    return set(json.substring(0, Math.min(40, json.length())), STORED + "," + json + "}", names);
  }

  private static Bad header(String name, String header, String names) {
    return new Bad("set", name, STORED + "}", header, 400, names);
  }

  static Stream<Bad> json() {
    return Stream.of(
        set("empty", "", ""),
        set("white space", " \n", ""),
        set("truncated", "{\"provider\":\"op", ""),
        set("truncated after a member", STORED, ""),
        set("two documents", STORED + "}{}", ""),
        set("array", "[]", ""),
        set("string", "\"x\"", ""),
        set("deep", STORED + ",\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}", ""),
        set("duplicate field", STORED + ",\"a\":1,\"a\":2}", "a"),
        set("duplicate control field", STORED + ",\"ttl\":1,\"ttl\":2}", "ttl"),
        set("duplicate after unescaping", STORED + ",\"b\":1,\"\\u0062\":2}", "b"),
        set("huge number", STORED + ",\"seed\":1e400}", "seed"),
        set("not a number", STORED + ",\"seed\":NaN}", ""),
        set("lone surrogate", STORED + ",\"a\":\"\\ud800\"}", ""),
        set("control character", STORED + ",\"a\":\"\n\"}", ""),
        new Bad("set", "not UTF-8", STORED + ",\"a\":\"\u00c3(\"}", "", 400, ""),
        new Bad("set", "2 MiB", TOO_LONG, "", 413, ""),
        new Bad("get", "2 MiB", TOO_LONG, "", 413, ""));
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static Stream<Bad> fields() {
    return Stream.of(
        set("no response", "{" + ID + "}", "response"),
        set("no provider", "{\"model\":\"m\",\"prompt\":\"x\",\"response\":1}", "provider"),
        set("no model", "{\"provider\":\"p\",\"prompt\":\"x\",\"response\":1}", "model"),
        set("no prompt", "{\"provider\":\"p\",\"model\":\"m\",\"response\":1}", "prompt"),
        set("empty messages", identified("\"messages\":[]"), "messages"),
        set("messages of strings", identified("\"messages\":[1]"), "messages"),
        set("provider number", "{\"provider\":1,\"model\":\"m\",\"response\":1}", "provider"),
        set("model null", "{\"provider\":\"p\",\"model\":null,\"response\":1}", "model"),
        set("model NUL", identified("\"prompt\":\"x\",\"model\":\"a\\u0000\""), "model"),
        set("model CRLF", model("a\\r\\nX: y"), "model"),
        set("model 20 KB", model("m".repeat(20_000)), "model"),
        set("model not ASCII", model("modèle"), "model"),
        set("both names of the value", STORED + ",\"value\":2}", "value"),
        set("reserved key", "{\"key\":\"agentcache:x\",\"value\":1}", "key"),
        set("key 513", "{\"key\":\"" + "k".repeat(513) + "\",\"value\":1}", "key"),
        set("key 20 KB", "{\"key\":\"" + "k".repeat(20_000) + "\",\"value\":1}", "key"),
        set("key with space", "{\"key\":\"a b\",\"value\":1}", "key"),
        set("key NUL", "{\"key\":\"a\\u0000\",\"value\":1}", "key"),
        set("key CRLF", "{\"key\":\"a\\r\\n\",\"value\":1}", "key"),
        set("key not ASCII", "{\"key\":\"ключ\",\"value\":1}", "key"),
        set("key number", "{\"key\":1,\"value\":1}", "key"),
        field("\"ttl\":0", "ttl"),
        field("\"ttl\":-1", "ttl"),
        field("\"ttl\":1.5", "ttl"),
        field("\"ttl\":315360000", "ttl"),
        field("\"ttl\":\"60\"", "ttl"),
        field("\"tags\":\"a\"", "tags"),
        field("\"tags\":[1]", "tags"),
        field("\"tags\":[\"\"]", "tags"),
        field("\"tags\":[" + "\"a\",".repeat(16) + "\"b\"]", "tags"),
        field("\"usage\":1", "usage"),
        field("\"usage\":{\"prompt_tokens\":-1}", "prompt_tokens"),
        field("\"usage\":{\"completion_tokens\":1.5}", "completion_tokens"),
        field("\"agent_type\":\"a b\"", "agent_type"),
        field("\"stream\":1", "stream"),
        field("\"semantic\":\"yes\"", "semantic"),
        field("\"similarity_threshold\":2", "similarity_threshold"),
        field("\"temperature\":\"hot\"", "temperature"),
        field("\"temperature\":3", "temperature"),
        field("\"top_p\":-1", "top_p"),
        field("\"max_tokens\":0", "max_tokens"),
        field("\"max_tokens\":\"many\"", "max_tokens"),
        field("\"user\":1", "user"),
        field("\"metadata\":\"x\"", "metadata"));
  }

  private static String identified(String fields) {
    return "{\"provider\":\"openai\",\"model\":\"m\",\"response\":1," + fields + "}";
  }

  private static String model(String model) {
    return "{\"provider\":\"p\",\"prompt\":\"x\",\"response\":1,\"model\":\"" + model + "\"}";
  }

  static Stream<Bad> invalidations() {
    return Stream.of(
        bad("invalidate", "nothing", "{}", "key"),
        bad("invalidate", "only a reason", "{\"reason\":\"x\"}", "key"),
        bad("invalidate", "all false", "{\"all\":false}", "key"),
        bad("invalidate", "all 1", "{\"all\":1}", "all"),
        bad("invalidate", "misspelt", "{\"namespce\":\"x\"}", "namespce"),
        bad("invalidate", "namespace", "{\"namespace\":\"a:b\"}", "namespace"),
        bad("invalidate", "older_than", "{\"older_than\":-1}", "older_than"),
        bad("invalidate", "older_than text", "{\"older_than\":\"1\"}", "older_than"),
        bad("invalidate", "tag", "{\"tag\":\"\"}", "tag"),
        bad("invalidate", "tag list", "{\"tag\":[\"a\"]}", "tag"),
        bad("invalidate", "array", "[]", ""),
        bad("get", "empty", "", ""),
        bad("get", "no identity", "{}", "provider"),
        bad("check", "no identity", "{}", "provider"),
        bad("explain", "no identity", "{}", "provider"));
  }

  static Stream<Bad> headers() {
    String namespace = "X-Cache-Namespace: ";
    return Stream.of(
        header("namespace with colon", namespace + "a:b", "X-Cache-Namespace"),
        header("namespace not ASCII", namespace + "é", "X-Cache-Namespace"),
        header("namespace 129", namespace + "n".repeat(129), "X-Cache-Namespace"),
        header("namespace 20 KB", namespace + "n".repeat(20_000), "X-Cache-Namespace"),
        header("namespace NUL", namespace + "a\0b", ""),
        header("namespace twice", namespace + "a\r\n" + namespace + "b", "X-Cache-Namespace"),
        header("id not ASCII", "X-Request-Id: é", "X-Request-Id"),
        header("id 20 KB", "X-Request-Id: " + "i".repeat(20_000), "X-Request-Id"),
        header("idempotency 20 KB", "Idempotency-Key: " + "i".repeat(20_000), "Idempotency-Key"));
  }

  @ParameterizedTest
  @MethodSource({"json", "fields", "invalidations", "headers"})
  void answer_badInput_namesItAndStoresNothing(Bad bad) throws IOException {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && fastest >= BOUND_NANOS; i++) {
      fastest = Math.min(fastest, refused(bad));
    }
    assertTrue(fastest < BOUND_NANOS, "took " + fastest / 1_000_000 + " ms");
    client.post("get", "{" + ID.replace('"', '\'') + "}").then().body("hit", equalTo(false));
  }

  /** How long the refusal took, nanoseconds. */
  private long refused(Bad bad) throws IOException {
    long start = System.nanoTime();
    RawClient.Answer answer = send(bad);
    long took = System.nanoTime() - start;
    assertEquals(bad.status(), answer.status(), answer.body());
    assertTrue(answer.body().contains(bad.names()), answer.body());
    return took;
  }

  private RawClient.Answer send(Bad bad) throws IOException {
    String head =
        "POST /api/cache/"
            + bad.call()
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-API-Key: "
            + client.key()
            + "\r\n"
            + (bad.header().isEmpty() ? "" : bad.header() + "\r\n")
            + "Content-Length: "
            + bad.body().length()
            + "\r\n\r\n";
    try (RawClient raw = new RawClient()) {
      raw.send(head.getBytes(StandardCharsets.UTF_8));
      if (bad.body().length() < 1 << 20) {
        raw.send(bad.body().getBytes(StandardCharsets.ISO_8859_1));
      }
      return raw.read();
    }
  }
}
