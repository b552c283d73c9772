package ai.agentcache.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All files that browsers are given; {@code pages.txt} lists them, for archives cannot be listed.
 */
final class Pages {

  private final Map<String, Page> pages =
      list().lines().collect(Collectors.toUnmodifiableMap(Function.identity(), Page::read));

  /** The file at a path, or null. */
  @Nullable Page at(String path) {
    return pages.get(path);
  }

  private static String list() {
    try (InputStream in = Pages.class.getResourceAsStream("/dashboard/pages.txt")) {
      if (in == null) {
        throw new IllegalStateException("the dashboard is not part of this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
