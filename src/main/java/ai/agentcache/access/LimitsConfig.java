package ai.agentcache.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Limits of requests within a sliding window of one minute. The limits of an API key belong to its
 * plan; these are the ones of endpoints.
 */
@ConfigMapping(prefix = "agentcache.limits")
public interface LimitsConfig {

  /** Requests a minute to {@code /llm/*}, per key or per client address of an anonymous caller. */
  @WithDefault("20")
  long llm();

  /** Reads a minute under {@code /llm}, such as models, providers and cache statistics. */
  @WithDefault("100")
  long llmRead();

  /** Expensive operations a minute, such as planning or running a workflow. */
  @WithDefault("10")
  long expensive();

  /** Looks a minute at {@code /api/widget}, per widget token. */
  @WithDefault("60")
  long widget();

  /** Limits of {@code /api/jetty/*}, per user. */
  Jetty jetty();

  /** Limits of {@code /api/v1/agent/*}, per agent. */
  Agent agent();

  /** Limits kept in memory at once; the one not used for longest is forgotten first. */
  @WithDefault("20000")
  long maxKeys();

  /** A limit that nobody touched for this long is forgotten here (not in Redis). */
  @WithDefault("5m")
  Duration idle();

  /** Requests of one limit that wait for Redis at once; more are answered 503. */
  @WithDefault("4096")
  int maxWaiting();

  /** Limits of uploads, per user. */
  interface Jetty {

    /** Requests a minute for the best edges. */
    @WithDefault("60")
    long optimalEdges();

    /** Look-ups of duplicates a minute. */
    @WithDefault("120")
    long checkDuplicate();

    /** Chunks a minute. */
    @WithDefault("1000")
    long cacheChunk();

    /** Reports of upload progress a minute. */
    @WithDefault("500")
    long trackUpload();

    /**
     * How many users one key may speak for at full rate: all its requests to one of these endpoints
     * together stay below so many times the limit of a user.
     */
    @WithDefault("100")
    long usersPerKey();
  }

  /** Limits of the agent platform, per agent. */
  interface Agent {

    /** Health reports a minute. */
    @WithDefault("60")
    long health();

    /** Progress updates a minute. */
    @WithDefault("120")
    long progress();

    /** Reads and updates of user context a minute. */
    @WithDefault("30")
    long context();

    /** Learning sessions a minute. */
    @WithDefault("10")
    long sessions();

    /** Tokens a minute, of the agent and of its users together. */
    @WithDefault("30")
    long tokens();

    /** Refreshes and revocations a minute; many refreshes of one token give one new token. */
    @WithDefault("120")
    long refreshes();

    /** Requests for a first token a minute that come from one address, of all agents there. */
    @WithDefault("600")
    long tokensPerAddress();

    /** Wrong agent secrets a minute from one address before all from there are refused. */
    @WithDefault("10")
    long wrongSecretsPerAddress();

    /** Wrong secrets a minute for one agent that are answered as such; the right one always is. */
    @WithDefault("30")
    long wrongSecretsPerAgent();
  }
}
