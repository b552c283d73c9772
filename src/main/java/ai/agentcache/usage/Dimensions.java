package ai.agentcache.usage;

/**
 * What usage is counted by. Absent parts are {@code "-"}.
 *
 * @param tenant the tenant's id
 * @param namespace the namespace
 * @param provider the provider, such as {@code openai}
 * @param model the model
 * @param agentType the kind of agent the caller named when it stored the answer
 */
public record Dimensions(
    String tenant, String namespace, String provider, String model, String agentType) {

  /** Stands for a part that is not known. */
  public static final String NONE = "-";
}
