package ai.agentcache.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushUnwrittenAtShutdownTest {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final List<String> written = new ArrayList<>();

  @Test
  void stop_oneFailsAndOneNeverEnds_writesTheOthersInTime() {
    stop(
        () -> Uni.createFrom().failure(new IllegalStateException("test")),
        () -> Uni.createFrom().nothing(),
        this::write);

    assertEquals(List.of("written", "written"), written);
  }

  @Test
  void stop_somethingCameWhileTheLastBatchWasWritten_writesItToo() {
    List<String> waiting = new ArrayList<>(List.of("first"));
    stop(
        () -> {
          written.addAll(waiting);
          waiting.clear();
          if (written.size() == 1) {
            waiting.add("second");
          }
          return Uni.createFrom().voidItem();
        });

    assertEquals(List.of("first", "second"), written);
  }

  private Uni<Void> write() {
    written.add("written");
    return Uni.createFrom().voidItem();
  }

  private static void stop(Unwritten... all) {
    FlushUnwrittenAtShutdown flush = new FlushUnwrittenAtShutdown(List.of(all), config());
    assertTimeout(PATIENCE.multipliedBy(5), () -> flush.stop(new ShutdownEvent()));
  }

  private static PostgresConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(PostgresConfig.class)
        .withDefaultValue("agentcache.postgres.shutdown-timeout", PATIENCE.toMillis() + "ms")
        .build()
        .getConfigMapping(PostgresConfig.class);
  }
}
