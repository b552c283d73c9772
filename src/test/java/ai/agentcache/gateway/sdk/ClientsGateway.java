package ai.agentcache.gateway.sdk;

import ai.agentcache.fakes.FakeLlm;
import ai.agentcache.it.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service, each of its providers played by one fake. */
public final class ClientsGateway implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");
  private static final int PLENTY = 100_000;

  /** A store that has just started on a busy machine can be late for the first requests. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FakeLlm fake;
  private final PackagedService service;

  private ClientsGateway(FakeLlm fake, PackagedService service) {
    this.fake = fake;
    this.service = service;
  }

  /** Starts it with stores of its own. */
  public static ClientsGateway start() {
    FakeLlm fake = FakeLlm.start();
    try {
      return new ClientsGateway(fake, service(fake));
    } catch (RuntimeException e) {
      fake.close();
      throw e;
    }
  }

  private static PackagedService service(FakeLlm fake) {
    return PackagedService.in(freshFolder())
        .env("OPENAI_API_KEY", "sk-fake")
        .env("OPENAI_BASE_URL", fake.openAiUrl())
        .env("ANTHROPIC_API_KEY", "sk-ant-fake")
        .env("ANTHROPIC_BASE_URL", fake.url())
        .env("GOOGLE_API_KEY", "g-fake")
        .env("GOOGLE_BASE_URL", fake.url())
        .jvm("-XX:TieredStopAtLevel=1", "-Xmx512m")
        .start();
  }

  /** Not one of JUnit's, which would be deleted while the stores still shut down in it. */
  private static Path freshFolder() {
    try {
      Path parent = Files.createDirectories(Path.of("target/sdk").toAbsolutePath());
      return Files.createTempDirectory(parent, "run-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, without a path. */
  public String url() {
    return service.url();
  }

  /** A new key that is good for as many requests as any test makes. */
  public String key() {
    return key(PLENTY);
  }

  private String key(int rateLimit) {
    String body = "{\"tenant\":\"sdk\",\"name\":\"sdk\",\"rateLimit\":" + rateLimit + "}";
    HttpResponse<String> minted = mint(body);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (minted.statusCode() == 503 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(100_000_000);
      minted = mint(body);
    }
    Matcher key = KEY.matcher(minted.body());
    if (!key.find()) {
      throw new IllegalStateException(minted.body());
    }
    return key.group(1);
  }

  private HttpResponse<String> mint(String body) {
    return service.post("/api/admin/keys", body, "X-API-Key", "ac_admin_development");
  }

  /** What a client has to know, under the names that the SDKs document where they have one. */
  Map<String, String> environment() {
    String key = key();
    return Map.of(
        "OPENAI_BASE_URL",
        url() + "/v1",
        "OPENAI_API_KEY",
        key,
        "ANTHROPIC_BASE_URL",
        url(),
        "ANTHROPIC_API_KEY",
        key,
        "AGENTCACHE_URL",
        url(),
        "AGENTCACHE_KEY_LIMITED",
        key(1),
        "FAKE_URL",
        fake.url(),
        "NO_PROXY",
        "127.0.0.1");
  }

  @Override
  public void close() {
    service.close();
    fake.close();
  }
}
