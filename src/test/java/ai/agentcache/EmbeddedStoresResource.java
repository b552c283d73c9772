package ai.agentcache;

import ai.agentcache.embedded.EmbeddedConfig;
import ai.agentcache.embedded.EmbeddedStores;
import ai.agentcache.launch.Store;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Real stores, empty, for every test with an application: started once for a run of tests, by the
 * code that starts them for a developer, and ended with it.
 */
@WithTestResource(value = EmbeddedStoresResource.class, scope = TestResourceScope.GLOBAL)
public final class EmbeddedStoresResource implements QuarkusTestResourceLifecycleManager {
  private static final Path RUNS = Path.of("target/embedded/runs");
  private static final Path HOME = RUNS.resolve(Long.toString(ProcessHandle.current().pid()));

  /** Class loaders change between tests, system properties do not. */
  private static final String STARTED = "ai.agentcache.test.stores";

  @Override
  public Map<String, String> start() {
    synchronized (System.getProperties()) {
      if (System.getProperty(STARTED) == null) {
        System.setProperty(STARTED, encode(startOnce()));
      }
      return decode(System.getProperty(STARTED));
    }
  }

  private static Map<String, String> startOnce() {
    deleteEarlierRuns();
    return new EmbeddedStores(new Settings()).start(EnumSet.allOf(Store.class));
  }

  private static String encode(Map<String, String> properties) {
    StringBuilder text = new StringBuilder();
    properties.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  private static Map<String, String> decode(String text) {
    Map<String, String> properties = new TreeMap<>();
    text.lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              properties.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return properties;
  }

  private static void deleteEarlierRuns() {
    try {
      Files.createDirectories(RUNS);
      try (Stream<Path> runs = Files.list(RUNS)) {
        runs.filter(run -> !isAlive(run)).forEach(EmbeddedStoresResource::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isAlive(Path run) {
    return ProcessHandle.of(Long.parseLong(run.getFileName().toString()))
        .filter(ProcessHandle::isAlive)
        .isPresent();
  }

  /** As far as it goes: servers of a run just ended may still be writing. */
  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They end with the process; the next class of the run uses them again. */
  @Override
  public void stop() {}

  private record Settings() implements EmbeddedConfig {
    @Override
    public Path directory() {
      return HOME;
    }

    @Override
    public Optional<Path> binaries() {
      return Optional.of(Path.of("target/embedded/bin"));
    }
  }
}
