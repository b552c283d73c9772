package ai.agentcache.architecture;

import ai.agentcache.architecture.Calls.Method;
import java.util.ArrayList;
import java.util.List;

/** What only few classes may call. */
final class ForbiddenMethods {

  private static final String ANY = ".*";

  private ForbiddenMethods() {}

  /** Ask the machine what time it is. */
  static List<Method> now() {
    List<Method> methods = new ArrayList<>();
    for (String type :
        List.of(
            "Instant",
            "LocalDate",
            "LocalDateTime",
            "LocalTime",
            "OffsetDateTime",
            "OffsetTime",
            "ZonedDateTime",
            "Year",
            "YearMonth",
            "MonthDay")) {
      methods.add(Method.of("java.time." + type, "now"));
    }
    methods.add(Method.of("java.time.Clock", "system.*|tick.*"));
    methods.add(Method.of("java.time.InstantSource", "system"));
    methods.add(Method.of("java.lang.System", "currentTimeMillis|nanoTime"));
    methods.add(Method.of("java.util.Date", "<init>"));
    methods.add(Method.of("java.util.Calendar", "<init>|getInstance"));
    return methods;
  }

  /** Hold the thread until something has happened. */
  static List<Method> blocking() {
    return List.of(
        Method.of("io.smallrye.mutiny.Uni", "await.*"),
        Method.of("io.smallrye.mutiny.groups.UniAwait", ANY),
        Method.of("io.smallrye.mutiny.groups.MultiSubscribe", "asIterable|asStream"),
        Method.of("io.vertx.core.Future", "await"),
        Method.of("java.lang.Object", "wait|.*AndAwait"),
        Method.of("java.lang.Thread", "sleep|join"),
        Method.of("java.lang.Process", "waitFor"),
        Method.of("java.net.http.HttpClient", "send"),
        Method.of("java.util.concurrent.Future", "get"),
        Method.of("java.util.concurrent.CompletableFuture", "join"),
        Method.of("java.util.concurrent.TimeUnit", "sleep|timed.*"),
        Method.of("java.util.concurrent.CountDownLatch", "await"),
        Method.of("java.util.concurrent.CyclicBarrier", "await"),
        Method.of("java.util.concurrent.locks.Condition", "await.*"),
        Method.of("java.util.concurrent.locks.LockSupport", "park.*"),
        Method.of("java.util.concurrent.Semaphore", "acquire.*"),
        Method.of("java.util.concurrent.BlockingQueue", "take|put"),
        Method.of("java.util.concurrent.ExecutorService", "invoke.*|awaitTermination|close"));
  }

  /** Read settings past the documented interfaces. */
  static List<Method> settings() {
    return List.of(
        Method.of("java.lang.System", "getenv"),
        Method.of("org.eclipse.microprofile.config.ConfigProvider", ANY));
  }
}
