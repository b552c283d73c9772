package ai.agentcache.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How models are named: a base name, and after it at a {@code -} or {@code @} what only tells the
 * snapshot, such as {@code -2024-08-06}, {@code -0613}, {@code -latest} or {@code
 * -preview-09-2025}.
 *
 * <p>A suffix that may be another model ({@code -mini}, {@code -audio}, {@code -5}) is not taken
 * for a snapshot: no price is better than the price of something else.
 */
public final class ModelName {

  private static final int LONGEST = 200;

  private static final Pattern SNAPSHOT =
      Pattern.compile(
          "(?:-(?:latest|preview|exp|experimental|beta|v\\d(?::\\d)?"
              + "|\\d{4}-\\d{2}-\\d{2}|\\d{2}-\\d{4}|\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{3,4})"
              + "|@(?:latest|default|\\d{8}))+");

  private ModelName() {}

  /** A name as it is compared: without blanks around it, in lower case. */
  public static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Finds by the whole name, or else by the longest base name before a snapshot. */
  public static <T> Optional<T> find(String name, Function<String, @Nullable T> table) {
    T exact = table.apply(name);
    if (exact != null || name.length() > LONGEST) {
      return Optional.ofNullable(exact);
    }
    for (int end = name.length() - 1; end > 0; end--) {
      T base = boundary(name, end) ? table.apply(name.substring(0, end)) : null;
      if (base != null && SNAPSHOT.matcher(name).region(end, name.length()).matches()) {
        return Optional.of(base);
      }
    }
    return Optional.empty();
  }

  private static boolean boundary(String name, int at) {
    return name.charAt(at) == '-' || name.charAt(at) == '@';
  }
}
