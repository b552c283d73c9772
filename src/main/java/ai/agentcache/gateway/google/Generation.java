package ai.agentcache.gateway.google;

import java.util.regex.Pattern;

/**
 * What a model takes, by its name.
 *
 * @param takesLevel whether it is told a level to think at instead of a number of tokens; it then
 *     wants signatures with calls, too. Gemini does since its third generation.
 * @param alwaysThinks whether it cannot be told not to think
 */
record Generation(boolean takesLevel, boolean alwaysThinks) {

  private static final Pattern COUNTING = Pattern.compile("gemini-[12]([.-]|$)");

  static Generation of(String model) {
    boolean takesLevel = model.contains("gemini") && !COUNTING.matcher(model).find();
    return new Generation(takesLevel, takesLevel || model.contains("2.5-pro"));
  }
}
