package ai.agentcache.gateway.openai;

/** Ids as OpenAI writes them: a prefix that says of what they are. */
final class Ids {

  private Ids() {}

  /**
   * An id with this prefix; one that has it already stays as it is.
   *
   * @param instead what to make it of when there is no id
   */
  static String with(String prefix, String id, long instead) {
    return id.startsWith(prefix) ? id : prefix + (id.isEmpty() ? Long.toString(instead) : id);
  }
}
