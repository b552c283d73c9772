package ai.agentcache.cache.flight;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Forms of one recording, each made once. Few of them are kept, however many are asked for. */
final class Views {

  private static final int MOST = 8;

  private final ConcurrentHashMap<Object, Object> made = new ConcurrentHashMap<>(4);

  /** The form that was made under this name; two threads at a time may both make it. */
  @SuppressWarnings("unchecked") // a name stands for one kind of form, as its users promise
  <T> T of(Object name, Supplier<T> make) {
    @Nullable Object known = made.get(name);
    if (known != null) {
      return (T) known;
    }
    T fresh = make.get();
    if (made.size() < MOST) {
      made.put(name, fresh);
    }
    return fresh;
  }
}
