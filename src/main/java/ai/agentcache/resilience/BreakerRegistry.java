package ai.agentcache.resilience;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The breakers in front of other people's servers, for those who say how the service is. */
@Singleton
public final class BreakerRegistry {

  private final Map<String, BooleanSupplier> breakers = new ConcurrentHashMap<>();

  /** Makes a breaker known, and how to see whether it is open. */
  public void add(String name, BooleanSupplier isOpen) {
    breakers.put(name, isOpen);
  }

  /** How many there are. */
  public int size() {
    return breakers.size();
  }

  /** Which are open now, by name. */
  public List<String> openNames() {
    return breakers.entrySet().stream()
        .filter(entry -> entry.getValue().getAsBoolean())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** How many are open now. */
  public int open() {
    return (int) breakers.values().stream().filter(BooleanSupplier::getAsBoolean).count();
  }
}
