package ai.agentcache.dashboard;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which pages may show the widget in a frame, as a Content-Security-Policy says it. */
final class FrameAncestors {

  private static final String OWN = "'self'";

  /** What could end the directive or begin another is no origin. */
  private static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]{1,5}|:\\*)?");

  private final String all;
  private final Map<String, String> ofTenants;

  /** Fails with what is wrong when an origin is none. */
  FrameAncestors(DashboardConfig config) {
    all = sources("frame-ancestors", config.frameAncestors().orElse(List.of()));
    ofTenants =
        config.tenantFrameAncestors().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    entry ->
                        sources("tenant-frame-ancestors." + entry.getKey(), entry.getValue())));
  }

  private static String sources(String setting, List<String> origins) {
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "agentcache.dashboard.%s: '%s' is no origin such as https://app.example.com"
                .formatted(setting, origin));
      }
    }
    return origins.isEmpty() ? OWN : OWN + " " + String.join(" ", origins);
  }

  /** Those of a tenant, or of all where it has none of its own. */
  String of(@Nullable String tenant) {
    return tenant == null ? all : ofTenants.getOrDefault(tenant, all);
  }
}
