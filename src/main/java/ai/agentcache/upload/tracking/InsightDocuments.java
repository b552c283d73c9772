package ai.agentcache.upload.tracking;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of what is learnt as the OpenAPI document describes them. Not used at run time. */
final class InsightDocuments {

  private InsightDocuments() {}

  @Schema(name = "UserUploadStats")
  record Stats(
      String userId,
      String period,
      Connection connection,
      @Schema(name = "file_transfers") Transfers file_transfers,
      Performance performance,
      @Schema(name = "cache_status") CacheStatus cache_status) {}

  @Schema(name = "UploadConnection")
  record Connection(
      @Schema(description = "Megabits a second over all that was measured; null for none.")
          double avg_mbps,
      double best_mbps,
      double last_mbps,
      @Schema(description = "Completed uploads whose reports made up the file.") long samples,
      List<Edge> edges) {}

  @Schema(name = "UploadEdgeUse")
  record Edge(String id, long uploads) {}

  @Schema(name = "UploadTransfers")
  record Transfers(
      long total,
      long completed,
      long failed,
      long expired,
      long unfinished,
      long bytes_uploaded,
      @Schema(description = "Percent of those that are over; null for none.")
          double success_rate) {}

  @Schema(name = "UploadPerformance")
  record Performance(
      @Schema(description = "Null for none.") double avg_seconds,
      long samples,
      @Schema(description = "Mean of the difference over the actual time; null for none.")
          double estimate_error_percent,
      long estimate_samples,
      @Schema(description = "US dollars, of those whose cost was said; null for none.")
          double actual_cost) {}

  @Schema(name = "UploadCacheStatus")
  record CacheStatus(
      long references,
      long uploads_avoided,
      long bytes_saved,
      @Schema(description = "US dollars.") double cost_saved,
      @Schema(description = "Percent of uploads that were avoided; null for none.")
          double hit_rate) {}

  @Schema(name = "PrewarmPrediction")
  record Prediction(
      @Schema(format = "date-time", description = "When the hour begins.") String hour,
      @Schema(description = "At most five, the most likely first.") List<Candidate> edges,
      Accuracy accuracy) {}

  @Schema(name = "PrewarmEdge")
  record Candidate(
      String id,
      @Schema(description = "Of all weight, 0 to 1.") double share,
      @Schema(description = "Uploads that speak for it.") long uploads) {}

  @Schema(name = "PrewarmAccuracy")
  record Accuracy(
      @Schema(description = "Hours that were predicted and are over, of 90 days.") long predictions,
      @Schema(description = "Uploads that came in them.") long uploads,
      @Schema(description = "Of these, those that used a predicted edge.") long hits,
      @Schema(description = "Percent; null without uploads.") double hit_rate) {}
}
