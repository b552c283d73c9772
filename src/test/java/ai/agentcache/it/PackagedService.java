package ai.agentcache.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of the packaged JAR in a working directory of its own, on a free port.
 *
 * <pre>
 * try (PackagedService service = PackagedService.in(directory).env("AGENTCACHE_ENV", "staging").start()) {
 *   service.get("/health").statusCode();
 *   service.kill9();
 * }
 * </pre>
 *
 * Nothing of the caller's own settings reaches it; without {@code QUARKUS_REDIS_HOSTS} and {@code
 * DATABASE_URL} it starts its embedded stores below the working directory.
 */
public final class PackagedService implements AutoCloseable {

  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final Pattern LISTENING = Pattern.compile("Listening on: https?://[^:]+:(\\d+)");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Process process;
  private final Path log;

  private PackagedService(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Prepares a run with this working directory. */
  public static Builder in(Path directory) {
    return new Builder(directory);
  }

  /** The address of the running service, {@code http://127.0.0.1:port} without a final slash. */
  public String url() {
    Matcher matcher = LISTENING.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("not listening yet:\n" + output());
    }
    return "http://127.0.0.1:" + matcher.group(1);
  }

  /** The process id of the JVM. */
  public long pid() {
    return process.pid();
  }

  /** Whether the JVM is still running. */
  public boolean alive() {
    return process.isAlive();
  }

  /** All it has written to standard output and standard error so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A GET of a path, within five seconds. */
  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** A POST of JSON to a path, within five seconds. */
  public HttpResponse<String> post(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Any call; an empty body is none. */
  public HttpResponse<String> send(String method, String path, String json, String... headers) {
    HttpRequest.BodyPublisher body =
        json.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    HttpRequest.Builder request = request(path, headers).method(method, body);
    return send(json.isEmpty() ? request : request.header("Content-Type", "application/json"));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(5));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL, and waits until the JVM is gone. */
  public void kill9() {
    process.destroyForcibly();
    exitCode(Duration.ofSeconds(10));
  }

  /** SIGTERM, and waits for the orderly end. */
  public int stop() {
    process.destroy();
    return exitCode(Duration.ofSeconds(40));
  }

  /** The exit code, waited for; fails when the JVM is still there after that time. */
  public int exitCode(Duration limit) {
    if (!ended(limit)) {
      throw new IllegalStateException("still running after " + limit + ":\n" + output());
    }
    return process.exitValue();
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (ended(Duration.ofMillis(50)) || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("did not start:\n" + output());
      }
    }
  }

  private boolean answers() {
    if (!LISTENING.matcher(output()).find()) {
      return false;
    }
    try {
      return get("/q/health/live").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** SIGKILL if it is still running. */
  @Override
  public void close() {
    kill9();
  }

  /** What a run is given. */
  public static final class Builder {
    private final Path directory;
    private final Map<String, String> env = new TreeMap<>();
    private final List<String> jvm = new ArrayList<>();

    private Builder(Path directory) {
      this.directory = directory;
      env.put("PORT", "0");
      env.put(
          "AGENTCACHE_EMBEDDED_BINARIES",
          Path.of("target/embedded/bin").toAbsolutePath().toString());
    }

    /** Sets an environment variable. */
    public Builder env(String name, String value) {
      env.put(name, value);
      return this;
    }

    /** Adds options of the JVM, such as {@code -Xmx128m} or {@code -Dname=value}. */
    public Builder jvm(String... options) {
      jvm.addAll(List.of(options));
      return this;
    }

    /** Starts it and waits until it answers. */
    public PackagedService start() {
      PackagedService service = launch();
      service.awaitReady();
      return service;
    }

    /** Starts it without waiting, for runs that are expected to refuse. */
    public PackagedService launch() {
      try {
        Path log = Files.createTempFile(directory, "service-", ".log");
        return new PackagedService(process(log).start(), log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private ProcessBuilder process(Path log) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvm);
      command.addAll(List.of("-jar", JAR.toString()));
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().keySet().removeIf(Builder::isSetting);
      builder.environment().putAll(env);
      return builder.redirectErrorStream(true).redirectOutput(log.toFile());
    }

    private static boolean isSetting(String name) {
      return name.startsWith("AGENTCACHE_")
          || name.startsWith("QUARKUS_")
          || name.matches("(DEV_|STAGING_|PROD_)?(AGENT|JWT)_SECRET|AGENT_TOKEN_SECRET")
          || List.of("DATABASE_URL", "NODE_ENV", "VERCEL_ENV", "PORT").contains(name);
    }
  }
}
