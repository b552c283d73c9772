package ai.agentcache.launch;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens before the application starts. */
public final class Launch {
  private Launch() {}

  /**
   * Checks the settings, starts the stores nobody configured, and tells Quarkus of all of them by
   * system properties.
   *
   * @throws LaunchRefusal when the service must not start like this
   */
  public static void prepare() {
    LaunchConfig config = LaunchConfig.ofProcess();
    LaunchSettings settings = config.settings();
    refuse(ProductionReadiness.problems(settings));
    // One decision for the whole process: nobody reads the variables again and spells them
    // otherwise.
    System.setProperty("agentcache.env", settings.environment().text());
    config.databaseProperties().forEach(System::setProperty);
    storeProperties(settings).forEach(System::setProperty);
  }

  private static Map<String, String> storeProperties(LaunchSettings settings) {
    Set<Store> absent = EnumSet.allOf(Store.class);
    absent.removeAll(settings.configured());
    StoreStarter starter = StoreStarter.find().orElse(null);
    if (starter == null) {
      refuse(ProductionReadiness.missingStores(settings.configured()));
    }
    return starter == null || absent.isEmpty() ? Map.of() : starter.start(absent);
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new LaunchRefusal(problems);
    }
  }
}
