package ai.agentcache.upload;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.resilience.UnavailableException;
import ai.agentcache.time.Clock;
import ai.agentcache.upload.decision.Asked;
import ai.agentcache.upload.decision.Decision;
import ai.agentcache.upload.decision.Decisions;
import ai.agentcache.upload.dedup.FileHash;
import ai.agentcache.upload.dedup.KnownFile;
import ai.agentcache.upload.dedup.KnownFiles;
import ai.agentcache.upload.dedup.Savings;
import ai.agentcache.upload.edge.Edges;
import ai.agentcache.upload.edge.Location;
import ai.agentcache.upload.edge.Priority;
import ai.agentcache.upload.edge.Ranking;
import ai.agentcache.upload.edge.Ranking.Reason;
import ai.agentcache.upload.edge.Wish;
import ai.agentcache.upload.plan.TransferModel;
import ai.agentcache.upload.plan.TransferStrategy;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Recommends where to upload a file, in which pieces, and says what to expect of it. */
@Singleton
@Startup
final class UploadPlanner {

  private static final int MOST_EDGES = 5;

  /** A large fleet may have many edges that are out; of the rest a decision has the number. */
  private static final int MOST_EXCLUDED = 100;

  private static final double GB = 1e9;

  private final Edges edges;
  private final Locator locator;
  private final KnownFiles files;
  private final Decisions decisions;
  private final Clock clock;
  private final Assumptions assumptions;
  private final TransferModel model;

  UploadPlanner(
      Edges edges,
      Locator locator,
      KnownFiles files,
      Decisions decisions,
      Clock clock,
      PlannerConfig config) {
    this.edges = edges;
    this.locator = locator;
    this.files = files;
    this.decisions = decisions;
    this.clock = clock;
    this.assumptions = Assumptions.of(config);
    this.model = new TransferModel(assumptions.windowBytes());
  }

  /**
   * A recommendation, which is kept as a decision.
   *
   * @return fails with {@link ApiException} without an active edge, and with {@link
   *     UnavailableException} before the edges are known
   */
  Uni<Plan> plan(String tenant, EdgeRequest request, MultiMap headers) {
    return edges.loaded().chain(() -> planned(tenant, request, headers));
  }

  private Uni<Plan> planned(String tenant, EdgeRequest request, MultiMap headers) {
    List<String> warnings = new ArrayList<>();
    Decision decision = decide(tenant, request, headers, warnings);
    return duplicate(tenant, request, warnings)
        .map(
            duplicate -> {
              decisions.add(decision);
              return new Plan(decision, duplicate, List.copyOf(warnings));
            });
  }

  /** The edges for a place, the best first. */
  Uni<Ranking> rank(Optional<Location> place, Priority priority, int most) {
    Wish wish = new Wish(place, priority, 0, OptionalDouble.empty());
    return edges.loaded().map(loaded -> usable(edges.rank(wish, most)));
  }

  private Decision decide(
      String tenant, EdgeRequest request, MultiMap headers, List<String> warnings) {
    Located located = locator.locate(tenant, request.userId(), request.location(), headers);
    located.warning().ifPresent(warnings::add);
    Wish wish = new Wish(located.place(), request.priority(), request.fileSize(), request.budget());
    Ranking ranking = usable(edges.rank(wish, MOST_EDGES));
    TransferStrategy strategy = TransferStrategy.of(request.fileSize());
    UploadPaths paths = UploadPaths.of(ranking.best(), model, assumptions.uplinkMbps());
    Division division = Division.of(strategy, directCost(wish), paths);
    if (ranking.best().isEmpty()) {
      warnings.add(overBudget(wish, division));
    }
    return new Decision(
        UUID.randomUUID(),
        clock.instant(),
        new Asked(tenant, request.userId(), wish, located.origin()),
        strategy,
        division.choices(),
        division.direct(),
        ranking.excluded().stream().limit(MOST_EXCLUDED).toList(),
        ranking.excluded().size(),
        division.prediction());
  }

  /** The same, if there is something to choose from. */
  static Ranking usable(Ranking ranking) {
    if (ranking.usable() == 0 && !ranking.hasExcluded(Reason.OVER_BUDGET)) {
      throw new ApiException(ErrorCode.NO_EDGES, "no edge takes uploads now");
    }
    return ranking;
  }

  private double directCost(Wish wish) {
    double cost = assumptions.directPricePerGb() * wish.bytes() / GB;
    return cost > wish.budget().orElse(Double.POSITIVE_INFINITY) ? Double.NaN : cost;
  }

  private static String overBudget(Wish wish, Division division) {
    return "budget: every edge costs more than "
        + Numbers.plain(wish.budget().orElse(0))
        + " dollars for this file"
        + (division.direct() > 0 ? "; only lyve-direct is left" : ", and so does lyve-direct");
  }

  /** Without the store the edges are recommended all the same. */
  private Uni<Optional<Duplicate>> duplicate(
      String tenant, EdgeRequest request, List<String> warnings) {
    if (request.fileHash().sha256().isEmpty()) {
      warnings.add(FileHash.warning());
      return Uni.createFrom().item(Optional.empty());
    }
    return known(tenant, request)
        .onFailure(UnavailableException.class)
        .recoverWithItem(
            () -> {
              warnings.add("duplicates could not be looked up");
              return Optional.empty();
            });
  }

  /** The file of that hash and size, if the tenant has it and need not prove that it has. */
  private Uni<Optional<Duplicate>> known(String tenant, EdgeRequest request) {
    return files
        .offered(tenant, request.fileHash(), request.fileSize())
        .map(found -> found.map(this::duplicate));
  }

  private Duplicate duplicate(KnownFile file) {
    Savings savings = files.savings(file.size());
    return new Duplicate(file.fileId().toString(), file.url(), savings.bytes(), savings.cost());
  }
}
