package ai.agentcache.faults;

import ai.agentcache.embedded.EmbeddedConfig;
import ai.agentcache.embedded.PostgresProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A real Redis and a real Postgres, shared by all fault tests of a run. */
final class Stores implements AutoCloseable {

  private final RedisProcess redis;
  private final PostgresProcess postgres;

  Stores() {
    Path directory = newDirectory("stores");
    redis = new RedisProcess(directory);
    postgres = new PostgresProcess(new Settings(directory.resolve("postgres")));
  }

  RedisProcess redis() {
    return redis;
  }

  PostgresProcess postgres() {
    return postgres;
  }

  int postgresPort() {
    return postgres.address().getPort();
  }

  /** The address of the database by way of another port. */
  String databaseUrl(int port) {
    URI address = postgres.address();
    return "postgres://" + address.getUserInfo() + "@127.0.0.1:" + port + address.getPath();
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
    postgres.close();
  }

  private record Settings(Path directory) implements EmbeddedConfig {
    @Override
    public Optional<Path> binaries() {
      return Optional.of(Path.of("target/embedded/bin").toAbsolutePath());
    }
  }
}
