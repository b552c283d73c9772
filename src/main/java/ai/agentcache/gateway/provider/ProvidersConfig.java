package ai.agentcache.gateway.provider;

import ai.agentcache.gateway.upstream.Deadlines;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers, by name: {@code openai}, {@code anthropic}, {@code google}, {@code xai} and any
 * number of others that speak OpenAI's API.
 */
@ConfigMapping(prefix = "agentcache.providers")
public interface ProvidersConfig {

  /** Each provider by its name. */
  @WithParentName
  Map<String, Settings> all();

  /** What API it speaks. */
  enum Api {
    /** OpenAI's chat completions, responses and embeddings. */
    OPENAI,
    /** OpenAI's chat completions and embeddings, as most others offer. */
    COMPATIBLE,
    /** Anthropic's messages. */
    ANTHROPIC,
    /** Google's generateContent. */
    GOOGLE
  }

  /** A provider. */
  interface Settings {
    /**
     * What API it speaks: {@code openai}, {@code compatible}, {@code anthropic}, {@code google}.
     */
    @WithDefault("compatible")
    Api api();

    /** Where its API is; of OpenAI's API up to and with the version, such as {@code …/v1}. */
    Optional<String> baseUrl();

    /** The key we are known by; without one it is not asked, unless {@code key-required} is off. */
    Optional<String> apiKey();

    /** Whether it wants a key. Servers of your own often do not. */
    Optional<Boolean> keyRequired();

    /** Models it has beside those of the model table, separated by commas. */
    Optional<List<String>> models();

    /** How long it may take until its answer begins. */
    @WithDefault("60s")
    Duration firstByteTimeout();

    /** How long it may be silent while it answers. */
    @WithDefault("30s")
    Duration idleTimeout();

    /** How long an answer may take altogether. */
    @WithDefault("10m")
    Duration totalTimeout();

    /** Most tokens of an answer when the caller does not say and the API wants to be told. */
    @WithDefault("4096")
    int defaultMaxTokens();

    /** The deadlines of a call. */
    default Deadlines deadlines() {
      return new Deadlines(firstByteTimeout(), idleTimeout(), totalTimeout());
    }
  }
}
