package ai.agentcache.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The web page of the service and the widget for pages of others. */
@ConfigMapping(prefix = "agentcache.dashboard")
public interface DashboardConfig {

  /** Whether `/dashboard/` and `/widgets/` are served, and `/` leads to the former. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Origins of pages that may show the widget in a frame, separated by commas, such as
   * `https://app.example.com`; `*` for all. Default: none but the service itself.
   */
  Optional<List<String>> frameAncestors();

  /**
   * The same for the widgets of one tenant, which name it in their address
   * (`agentcache-monitor.html?tenant=acme`), such as
   * `agentcache.dashboard.tenant-frame-ancestors.acme=https://acme.example`.
   */
  Map<String, List<String>> tenantFrameAncestors();
}
