package ai.agentcache.launch;

import java.util.Locale;

/** A secret of the agent platform; each environment has its own of each. */
public enum TokenSecret {
  /** Agents show it to get tokens, and keys to what is meant for their eyes come from it. */
  AGENT("_AGENT_SECRET", "AGENT_TOKEN_SECRET", "no agent can know it"),
  /** Tokens are signed with it; nobody but the service needs it. */
  JWT("_JWT_SECRET", "JWT_SECRET", "tokens end with the process");

  private final String suffix;
  private final String fallback;
  private final String consequence;

  TokenSecret(String suffix, String fallback, String consequence) {
    this.suffix = suffix;
    this.fallback = fallback;
    this.consequence = consequence;
  }

  /** The environment variable that holds the one of an environment. */
  String variable(Environment environment) {
    return switch (environment) {
          case DEVELOPMENT -> "DEV";
          case STAGING -> "STAGING";
          case PRODUCTION -> "PROD";
        }
        + suffix;
  }

  /** The variable that stands in for it in any environment. */
  String fallback() {
    return fallback;
  }

  /** What follows when one is made up for a process. */
  String consequence() {
    return consequence;
  }

  /** The system property that holds the one that is kept beside embedded stores. */
  public String embeddedProperty() {
    return "ai.agentcache.embedded." + name().toLowerCase(Locale.ROOT) + "-secret";
  }
}
