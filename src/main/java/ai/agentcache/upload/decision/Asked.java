package ai.agentcache.upload.decision;

import ai.agentcache.upload.edge.Wish;

/**
 * What was asked.
 *
 * @param tenant whose upload it is
 * @param user which user's
 * @param wish what it shall be like
 * @param origin how its place is known
 */
public record Asked(String tenant, String user, Wish wish, Origin origin) {

  /** How the place of an upload is known. */
  public enum Origin {
    /** The request says it. */
    REQUEST,
    /** A proxy that is trusted says it. */
    HEADER,
    /** The user said it in an earlier request. */
    EARLIER,
    /** The tenant's place in the configuration. */
    TENANT,
    /** It is not known. */
    UNKNOWN
  }
}
