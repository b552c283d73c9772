package ai.agentcache.gateway.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of the operator's for one or several models.
 *
 * @param shares the models and their weights; at least one
 */
record Alias(List<Share> shares) {

  /** A model, and perhaps a weight behind it: a date behind a model is longer. */
  private static final Pattern SHARE = Pattern.compile("(.+?)(?:@(\\d{1,4}))?");

  Alias {
    shares = List.copyOf(shares);
  }

  /**
   * A model of several.
   *
   * @param target the model
   * @param weight how many prompts of all go to it, beside the weights of the others
   */
  record Share(Target target, int weight) {}

  /**
   * Reads {@code openai:gpt-5.4-nano@3,google:gemini-3.5-flash-lite@1}.
   *
   * @param targets gives the model of {@code provider:model}, or fails
   * @throws IllegalArgumentException if it is not like that
   */
  static Alias parse(String text, Function<String, Target> targets) {
    List<Share> shares = new ArrayList<>();
    for (String piece : text.split(",", -1)) {
      Matcher parts = SHARE.matcher(piece.strip());
      if (!parts.matches()) {
        throw new IllegalArgumentException("a model is missing in `" + text + "`");
      }
      int weight = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
      if (weight == 0) {
        throw new IllegalArgumentException("a weight is at least 1");
      }
      shares.add(new Share(targets.apply(parts.group(1)), weight));
    }
    List<Share> open = shares.stream().filter(Alias::isOpen).toList();
    return new Alias(open.isEmpty() ? shares : open);
  }

  private static boolean isOpen(Share share) {
    return share.target().provider().isConfigured();
  }

  /**
   * The models: first the one this number falls on, then the others by weight.
   *
   * @param hash the same number always falls on the same model
   */
  List<Target> targets(int hash) {
    Share first = shareOf(hash);
    List<Target> targets = new ArrayList<>(List.of(first.target()));
    shares.stream()
        .filter(share -> !share.equals(first))
        .sorted(Comparator.comparingInt(share -> -share.weight()))
        .forEach(share -> targets.add(share.target()));
    return targets;
  }

  private Share shareOf(int hash) {
    int total = shares.stream().mapToInt(Share::weight).sum();
    int point = Math.floorMod(spread(hash), total);
    for (Share share : shares) {
      point -= share.weight();
      if (point < 0) {
        return share;
      }
    }
    throw new IllegalStateException("an alias has shares");
  }

  /**
   * Similar texts have similar hashes: Fibonacci hashing (Knuth, volume 3, 6.4) tells them apart.
   */
  private static int spread(int hash) {
    return (hash * 0x9E3779B1) >>> 8;
  }
}
