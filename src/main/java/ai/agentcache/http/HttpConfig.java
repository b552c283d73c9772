package ai.agentcache.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits of a request and who may call from a browser. */
@ConfigMapping(prefix = "agentcache.http")
public interface HttpConfig {

  /** Largest body of a request, in bytes, where nothing else is said. */
  @WithDefault("1M")
  MemorySize bodyLimit();

  /**
   * Largest body of `POST /api/cache/set`, in bytes: a value of the largest size and the request
   * around it.
   */
  @WithDefault("1280K")
  MemorySize storeBodyLimit();

  /** Largest body of the chat endpoints (`/v1/…` and `/llm/generate`), in bytes. */
  @WithDefault("8M")
  MemorySize chatBodyLimit();

  /** How long a body may take to arrive, from the head on; then the answer is 408. */
  @WithDefault("15s")
  Duration bodyTimeout();

  /**
   * How much memory bodies above 64 KiB may take together before more of them are answered 503, in
   * bytes. Default: a sixth of the heap, for a body is copied on its way.
   */
  Optional<MemorySize> bodyMemory();

  /**
   * Smallest answer that is compressed for a caller that accepts gzip, in bytes. Smaller ones cost
   * more time than they save.
   */
  @WithDefault("1K")
  MemorySize gzipFrom();

  /**
   * Origins of web pages that may call this service, separated by commas, such as
   * `https://app.example.com`; `*` for all. Default: none.
   */
  Optional<List<String>> corsOrigins();
}
