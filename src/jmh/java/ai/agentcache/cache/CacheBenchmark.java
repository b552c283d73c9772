package ai.agentcache.cache;

import ai.agentcache.usage.Dimensions;
import ai.agentcache.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one request costs on one core, without the network. Run with {@code mvn -Pjmh -DskipTests
 * package exec:exec}, and with {@code -Djmh.args="CacheBenchmark.request -p size=1024"} for a part.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {

  /** Bytes of the request's body, and of the stored answer. */
  @Param({"150", "1024", "16384"})
  public int size;

  private byte[] body = {};
  private byte[] canonical = {};
  private byte[] stored = {};
  private CacheKey key = CacheKey.own("default", "benchmark");
  private Entry entry = entry(key, "1");
  private HitBody hit = HitBody.of(entry);

  @Setup
  public void prepare() {
    body = body(size).getBytes(StandardCharsets.UTF_8);
    canonical = CanonicalJson.of(body);
    key = request().key("default");
    entry = entry(key, "\"" + prose(size) + "\"");
    stored = Envelope.DEFAULT.encode(entry);
    hit = HitBody.of(entry);
  }

  private static String body(int size) {
    StringBuilder messages = new StringBuilder();
    while (messages.length() + 110 < size - 60) {
      int length = Math.min(400, size - 110 - messages.length());
      messages.append(messages.isEmpty() ? "" : ", ").append("{\"role\": \"user\", \"content\": \"");
      messages.append(prose(length - 40)).append("\"}");
    }
    return "{\"provider\": \"openai\", \"model\": \"gpt-4o\", \"messages\": ["
        + (messages.isEmpty() ? "{\"role\": \"user\", \"content\": \"Hello\"}" : messages)
        + "], \"temperature\": 0.7, \"max_tokens\": 1024}";
  }

  private static String prose(int length) {
    String sentence = "The quick brown fox, said \\\"Zo\u00eb\\\", jumps over the lazy dog.\\n";
    return sentence.repeat(length / sentence.length() + 1);
  }

  private static Entry entry(CacheKey key, String response) {
    return new Entry(
        key,
        new Dimensions("acme", "default", "openai", "gpt-4o", "coder"),
        JsonSlice.ofValid(response.getBytes(StandardCharsets.UTF_8)),
        1_767_323_045_678_901L,
        604_800,
        List.of("docs"),
        new TokenUsage(900, 120),
        true,
        1_234_500);
  }

  @Benchmark
  public byte[] canonicalise() {
    return CanonicalJson.of(body);
  }

  @Benchmark
  public String hash() {
    return Sha256.hex(canonical, 0, canonical.length);
  }

  @Benchmark
  public CacheRequest request() {
    return CacheRequest.read(body, RequestLimits.DEFAULT);
  }

  @Benchmark
  public String requestToRedisKey() {
    return request().key("default").redisKey("acme");
  }

  @Benchmark
  public byte[] encode() {
    return Envelope.DEFAULT.encode(entry);
  }

  @Benchmark
  public Optional<Entry> decode() {
    return Envelope.DEFAULT.decode(stored, "acme", key);
  }

  @Benchmark
  public byte[] renderHit() {
    return hit.render(Tier.NEAR, 1_767_323_050_000_000L, 42_000);
  }
}
