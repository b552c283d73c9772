package ai.agentcache.live;

import ai.agentcache.gateway.guard.BreakerChange;
import ai.agentcache.gateway.guard.BreakerHistoryStore;
import ai.agentcache.gateway.provider.Provider;
import ai.agentcache.gateway.provider.Providers;
import ai.agentcache.health.DeepHealth;
import ai.agentcache.upload.tracking.Transfers;
import ai.agentcache.usage.MetricsView;
import ai.agentcache.usage.TenantFigures;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything that an audience hears of. */
@Singleton
final class Lookout {

  private final TenantFigures figures;
  private final Transfers transfers;
  private final BreakerHistoryStore breakers;
  private final Providers providers;
  private final DeepHealth health;
  private final ObjectMapper mapper;

  Lookout(
      TenantFigures figures,
      Transfers transfers,
      BreakerHistoryStore breakers,
      Providers providers,
      DeepHealth health,
      ObjectMapper mapper) {
    this.figures = figures;
    this.transfers = transfers;
    this.breakers = breakers;
    this.providers = providers;
    this.health = health;
    this.mapper = mapper;
  }

  /** Looks once; never fails. */
  Uni<Snapshot> look(Audience who) {
    return Uni.combine()
        .all()
        .unis(stats(who), uploads(who), breakers())
        .with(
            (stats, uploads, changes) ->
                new Snapshot(stats, uploads, changes, health.overview().history()));
  }

  private Uni<Optional<JsonObject>> stats(Audience who) {
    return who.operator() ? nothing() : seen(figures.lastHour(who.tenant()).map(this::stats));
  }

  private JsonObject stats(MetricsView metrics) {
    try {
      JsonObject written = new JsonObject(mapper.writeValueAsString(metrics));
      return new JsonObject().put("period", "1h").put("metrics", written);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Uni<Optional<Map<String, JsonObject>>> uploads(Audience who) {
    return who.operator()
        ? nothing()
        : seen(
            transfers
                .underWay(who.tenant(), who.userScope(), Snapshot.MOST_UPLOADS)
                .map(Lookout::bySession));
  }

  private static Map<String, JsonObject> bySession(JsonArray uploads) {
    Map<String, JsonObject> all = new LinkedHashMap<>();
    for (int i = 0; i < uploads.size(); i++) {
      JsonObject upload = uploads.getJsonObject(i);
      all.put(upload.getString("sessionId"), upload);
    }
    return all;
  }

  private Uni<Optional<Map<String, List<BreakerChange>>>> breakers() {
    return seen(breakers.of(providers.all().stream().map(Provider::name).toList()));
  }

  private static <T> Uni<Optional<T>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }

  private static <T> Uni<Optional<T>> seen(Uni<T> look) {
    return look.map(Optional::of).onFailure().recoverWithItem(Optional.empty());
  }
}
