package ai.agentcache.launch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts real stores beside the service. The only one is in the package {@code embedded}, which
 * containers and the native image are built without.
 */
public interface StoreStarter {

  /**
   * Starts the stores and waits until they answer; those that already run are used again.
   *
   * @return the properties that point the service to them
   * @throws LaunchRefusal when it cannot, saying what to do
   */
  Map<String, String> start(Set<Store> stores);

  /** The one of this build, if it has one. */
  static Optional<StoreStarter> find() {
    try {
      Class<?> type = Class.forName("ai.agentcache.embedded.EmbeddedStores");
      return Optional.of((StoreStarter) type.getDeclaredConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
