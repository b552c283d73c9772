package ai.agentcache.faults;

import ai.agentcache.embedded.EmbeddedConfig;
import ai.agentcache.embedded.EmbeddedStores;
import ai.agentcache.launch.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A real Redis and a real Postgres, shared by all fault tests of a run. */
final class Stores implements AutoCloseable {

  private static final String URL = "quarkus.datasource.reactive.url";

  private final RedisProcess redis;
  private final URI postgres;

  Stores() {
    Path directory = newDirectory("stores");
    redis = new RedisProcess(directory);
    EmbeddedStores embedded = new EmbeddedStores(new Settings(directory.resolve("postgres")));
    postgres = URI.create(String.valueOf(embedded.start(Set.of(Store.POSTGRES)).get(URL)));
  }

  RedisProcess redis() {
    return redis;
  }

  int postgresPort() {
    return postgres.getPort();
  }

  /** The address of the database by way of another port. */
  String databaseUrl(int port) {
    return "postgres://" + postgres.getUserInfo() + "@127.0.0.1:" + port + postgres.getPath();
  }

  /** A new directory below the build's own. */
  static Path newDirectory(String name) {
    try {
      Path parent = Files.createDirectories(Path.of("target/faults").toAbsolutePath());
      return Files.createTempDirectory(parent, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    redis.close();
  }

  private record Settings(Path directory) implements EmbeddedConfig {
    @Override
    public Optional<Path> binaries() {
      return Optional.of(Path.of("target/embedded/bin").toAbsolutePath());
    }
  }
}
