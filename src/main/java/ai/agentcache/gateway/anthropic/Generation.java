package ai.agentcache.gateway.anthropic;

import java.util.regex.Pattern;

/**
 * What a model takes, by its name. Up to 4.5 a model is given a number of tokens to think with;
 * later ones are told an effort. After 4.6 they no longer take temperature, top_p and top_k. Models
 * of other makers behind this API do as the oldest did.
 *
 * @param countsThoughts whether it is given a number of tokens to think with
 * @param takesSampling whether it lets itself be told how to draw
 */
record Generation(boolean countsThoughts, boolean takesSampling) {

  private static final Pattern COUNTING =
      Pattern.compile(
          "claude-(?:instant|[23](?=[-.]|$)"
              + "|(?:opus|sonnet|haiku)-4(?:-[0-5])?(?=$|-\\d{8}|-latest|[@:]))");
  private static final Pattern BETWEEN = Pattern.compile("claude-(?:opus|sonnet|haiku)-4-6");

  static Generation of(String model) {
    boolean counts = !model.contains("claude") || COUNTING.matcher(model).find();
    return new Generation(counts, counts || BETWEEN.matcher(model).find());
  }
}
