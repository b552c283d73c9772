package ai.agentcache.upload.tracking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user's uploads in a period; null where nothing was measured.
 *
 * @param transfers how many uploads came to what
 * @param speed how fast they were
 * @param estimates how well their time was estimated
 * @param savings what deduplication saved
 * @param edges which edges they used, the most used first
 */
record UserStats(
    Transfers transfers, Speed speed, Estimates estimates, Saved savings, List<EdgeUse> edges) {

  /**
   * How many uploads came to what.
   *
   * @param bytes of completed ones
   * @param cost US dollars, of completed ones whose cost was said
   */
  record Transfers(
      long total,
      long completed,
      long failed,
      long expired,
      long unfinished,
      long bytes,
      @Nullable Double cost) {}

  /**
   * How fast completed uploads were whose reports made up the file, in megabits a second.
   *
   * @param samples how many there were
   * @param average all their bits over all their time
   * @param best of one upload
   * @param last of the latest
   * @param seconds mean time of one
   */
  record Speed(
      long samples,
      @Nullable Double average,
      @Nullable Double best,
      @Nullable Double last,
      @Nullable Double seconds) {}

  /**
   * How well their time was estimated.
   *
   * @param samples how many there were
   * @param meanError mean of the difference over the actual time
   */
  record Estimates(long samples, @Nullable Double meanError) {}

  /**
   * What deduplication saved.
   *
   * @param references to files that began in the period
   * @param avoided of them those that avoided an upload
   * @param bytes not sent
   * @param cost US dollars not spent
   */
  record Saved(long references, long avoided, long bytes, double cost) {}

  /**
   * An edge.
   *
   * @param id its id
   * @param uploads completed uploads that used it
   */
  record EdgeUse(String id, long uploads) {}

  /** As the API tells it. */
  JsonObject json(String userId, StatsPeriod period) {
    return new JsonObject()
        .put("userId", userId)
        .put("period", period.label())
        .put("connection", connection())
        .put("file_transfers", fileTransfers())
        .put("performance", performance())
        .put("cache_status", cacheStatus());
  }

  private JsonObject connection() {
    return new JsonObject()
        .put("avg_mbps", rounded(speed.average()))
        .put("best_mbps", rounded(speed.best()))
        .put("last_mbps", rounded(speed.last()))
        .put("samples", speed.samples())
        .put(
            "edges",
            new JsonArray(
                edges.stream()
                    .map(
                        edge ->
                            new JsonObject().put("id", edge.id()).put("uploads", edge.uploads()))
                    .toList()));
  }

  private JsonObject fileTransfers() {
    long over = transfers.completed() + transfers.failed() + transfers.expired();
    return new JsonObject()
        .put("total", transfers.total())
        .put("completed", transfers.completed())
        .put("failed", transfers.failed())
        .put("expired", transfers.expired())
        .put("unfinished", transfers.unfinished())
        .put("bytes_uploaded", transfers.bytes())
        .put("success_rate", percent(transfers.completed(), over));
  }

  private JsonObject performance() {
    Double error = estimates.meanError();
    return new JsonObject()
        .put("avg_seconds", rounded(speed.seconds()))
        .put("samples", speed.samples())
        .put("estimate_error_percent", rounded(error == null ? null : error * 100))
        .put("estimate_samples", estimates.samples())
        .put("actual_cost", transfers.cost());
  }

  private JsonObject cacheStatus() {
    return new JsonObject()
        .put("references", savings.references())
        .put("uploads_avoided", savings.avoided())
        .put("bytes_saved", savings.bytes())
        .put("cost_saved", savings.cost())
        .put("hit_rate", percent(savings.avoided(), savings.avoided() + transfers.total()));
  }

  private static @Nullable Double percent(long part, long all) {
    return all == 0 ? null : Math.rint(part * 1000.0 / all) / 10;
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Math.rint(value * 1000) / 1000;
  }
}
