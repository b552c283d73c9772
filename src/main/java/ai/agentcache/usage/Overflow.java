package ai.agentcache.usage;

/** What is counted together when there are too many combinations to count each. */
final class Overflow {

  /** Stands for the providers, models and agent types beyond the limit. */
  static final String OTHER = "other";

  /** Stands for the namespaces beyond twice the limit; no namespace can be called so. */
  static final String OTHER_NAMESPACE = "~other";

  private static final int LONGEST = 128;

  private Overflow() {}

  /** Everything else of the same namespace. */
  static Dimensions ofNamespace(Dimensions d) {
    return new Dimensions(d.tenant(), d.namespace(), OTHER, OTHER, OTHER);
  }

  /** Everything else of the same tenant. */
  static Dimensions ofTenant(Dimensions d) {
    return new Dimensions(d.tenant(), OTHER_NAMESPACE, OTHER, OTHER, OTHER);
  }

  /** The same with every part short and without control characters, fit for the name of a field. */
  static Dimensions tidy(Dimensions d) {
    return new Dimensions(
        d.tenant(), tidy(d.namespace()), tidy(d.provider()), tidy(d.model()), tidy(d.agentType()));
  }

  private static String tidy(String part) {
    String tidy = part.length() > LONGEST ? part.substring(0, LONGEST) : part;
    if (tidy.isEmpty()) {
      return Dimensions.NONE;
    }
    return tidy.chars().anyMatch(Overflow::unfit) ? replace(tidy) : tidy;
  }

  private static boolean unfit(int c) {
    return Character.isISOControl(c) || Character.isSurrogate((char) c);
  }

  private static String replace(String part) {
    StringBuilder out = new StringBuilder(part.length());
    part.chars().forEach(c -> out.append(unfit(c) ? '?' : (char) c));
    return out.toString();
  }
}
