package ai.agentcache.fakes;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A server on loopback that stands in for OpenAI (and what is compatible), Anthropic and Google. It
 * echoes unless it is told otherwise, and remembers what it was asked.
 */
public final class FakeLlm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final HttpServer server;
  private final Script script = new Script();
  private final Calls calls = new Calls();
  private final Set<String> rejectedKeys = ConcurrentHashMap.newKeySet();

  private FakeLlm(int port) {
    vertx = Vertx.vertx(options());
    Front front = new Front(vertx, script, calls, rejectedKeys, new Control(this));
    server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false));
    server.requestHandler(front::handle);
    await(server.listen(port, "127.0.0.1"));
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setPreferNativeTransport(true)
        .setUseDaemonThread(true)
        .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false));
  }

  /** A server on a free port. */
  public static FakeLlm start() {
    return new FakeLlm(0);
  }

  /** A server on this port. */
  public static FakeLlm start(int port) {
    return new FakeLlm(port);
  }

  /**
   * Runs it as a process, on the port that is the only argument or a free one, until it is killed.
   * With the tests compiled and the service packaged: {@code java -cp
   * 'target/test-classes:target/quarkus-app/lib/main/*' ai.agentcache.fakes.FakeLlm 9090}.
   */
  public static void main(String[] args) throws InterruptedException {
    FakeLlm fake = start(args.length == 0 ? 0 : Integer.parseInt(args[0]));
    System.out.println("listening on " + fake.url());
    new CountDownLatch(1).await();
  }

  /** Where it listens on loopback. */
  public int port() {
    return server.actualPort();
  }

  /** The base URL for clients of Anthropic and Google. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The base URL for clients of OpenAI and compatible servers. */
  public String openAiUrl() {
    return url() + "/v1";
  }

  /** The next request gets this. */
  public void next(Behaviour behaviour) {
    next(1, behaviour);
  }

  /** The next so many requests get this, after those that were queued before. */
  public void next(int times, Behaviour behaviour) {
    script.enqueue(times, behaviour);
  }

  /** Every request gets this for which nothing else was said later, or is queued. */
  public void always(Behaviour behaviour) {
    when(any -> true, behaviour);
  }

  /** Such requests get this; of several rules the youngest that matches counts. */
  public void when(Predicate<Received> matches, Behaviour behaviour) {
    when(matches, Rule.FOR_EVER, 1, behaviour);
  }

  /** Such requests get this so many times (-1: for ever), each with this probability. */
  public void when(
      Predicate<Received> matches, int times, double probability, Behaviour behaviour) {
    script.add(new Rule(matches, times, probability, behaviour));
  }

  /** Refuses this key from now on, as the providers refuse a wrong one. */
  public void rejectKey(String key) {
    rejectedKeys.add(key);
  }

  /** The record of calls. */
  public Calls calls() {
    return calls;
  }

  /** Forgets behaviours, rejected keys and calls. */
  public void reset() {
    script.clear();
    rejectedKeys.clear();
    calls.reset();
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
