package ai.agentcache.gateway.front;

import ai.agentcache.cache.Served;
import ai.agentcache.gateway.Generated;
import ai.agentcache.gateway.routing.Offer;
import ai.agentcache.gateway.routing.Offers;
import ai.agentcache.gateway.routing.Target;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.Call;
import ai.agentcache.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Requests to the gateway as metrics, by the names that OpenTelemetry's conventions give to servers
 * of generative AI. Models are those of the table, all others {@code other}, so that callers cannot
 * make up labels. Meters are looked up once: registering costs more than counting.
 */
@Singleton
final class RequestMeters {

  private static final String OTHER = "other";

  private final Clock clock;
  private final MeterRegistry registry;
  private final Map<String, Set<String>> models = new HashMap<>();
  private final ConcurrentHashMap<Labels, Timer> durations = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Labels, Timer> firstTokens = new ConcurrentHashMap<>();

  RequestMeters(Clock clock, MeterRegistry registry, Offers offers) {
    this.clock = clock;
    this.registry = registry;
    offers.all().forEach(this::know);
  }

  private void know(Offer offer) {
    Target target = offer.target();
    Set<String> names =
        models.computeIfAbsent(target.provider().name(), provider -> new HashSet<>());
    names.add(target.model());
    names.addAll(offer.card().aliases());
  }

  private record Labels(
      String operation, String provider, String model, String cache, String error) {}

  /** A request that has come to the point where an answer is looked for. */
  Watch watch(String operation, Target asked, RoutingContext routing) {
    return new Watch(operation, asked, Call.of(routing).startNanos());
  }

  /** Measures one request, once. */
  final class Watch {

    private final String operation;
    private final Target asked;
    private final long start;

    private Watch(String operation, Target asked, long start) {
      this.operation = operation;
      this.asked = asked;
      this.start = start;
    }

    /** The first event of a stream is there. */
    void begun(Generated made) {
      record(firstTokens, labels(made, ""), RequestMeters.this::firstToken);
    }

    /** The last byte of an answer is there. */
    void over(Generated made) {
      record(durations, labels(made, ""), RequestMeters.this::duration);
    }

    /** A stream has ended: at its end, or before it. */
    void ended(Generated made, boolean cancelled) {
      String error = made.served().recording().isComplete() ? "" : "broken_off";
      record(
          durations, labels(made, cancelled ? "cancelled" : error), RequestMeters.this::duration);
    }

    /** There is no answer. */
    void failed(Throwable failure) {
      String error =
          failure instanceof ApiException known
              ? known.code().name().toLowerCase(Locale.ROOT)
              : "internal_error";
      Labels labels = new Labels(operation, asked.provider().name(), model(asked), "none", error);
      record(durations, labels, RequestMeters.this::duration);
    }

    private Labels labels(Generated made, String error) {
      String provider = made.origin().provider();
      String model = model(provider, made.origin().model());
      return new Labels(operation, provider, model, label(made.served().state()), error);
    }

    private void record(
        ConcurrentHashMap<Labels, Timer> timers, Labels labels, Function<Labels, Timer> make) {
      Timer known = timers.get(labels);
      Timer timer = known != null ? known : timers.computeIfAbsent(labels, make);
      timer.record(clock.nanos() - start, TimeUnit.NANOSECONDS);
    }
  }

  private String model(Target target) {
    return model(target.provider().name(), target.model());
  }

  private String model(String provider, String model) {
    return models.getOrDefault(provider, Set.of()).contains(model) ? model : OTHER;
  }

  private static String label(Served.State state) {
    return switch (state) {
      case HIT -> "hit";
      case STALE -> "stale";
      case MISS -> "miss";
      case JOINED -> "joined";
    };
  }

  private Timer duration(Labels labels) {
    return timer(
        Timer.builder("gen_ai.server.request.duration")
            .description("Time of a request until the last byte of its answer")
            .tag("error.type", labels.error()),
        labels);
  }

  private Timer firstToken(Labels labels) {
    return timer(
        Timer.builder("gen_ai.server.time_to_first_token")
            .description("Time of a request until the first event of its stream"),
        labels);
  }

  private Timer timer(Timer.Builder builder, Labels labels) {
    return builder
        .tag("gen_ai.operation.name", labels.operation())
        .tag("gen_ai.provider.name", labels.provider())
        .tag("gen_ai.request.model", labels.model())
        .tag("agentcache.cache", labels.cache())
        .register(registry);
  }
}
