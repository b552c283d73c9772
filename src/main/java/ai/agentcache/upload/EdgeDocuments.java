package ai.agentcache.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies about edges as the OpenAPI document describes them. Nothing of this is used at run
 * time: {@link EdgeRequest} and {@link Measurement} read, {@link PlanBody} writes.
 */
final class EdgeDocuments {

  private EdgeDocuments() {}

  @Schema(
      name = "EdgeRequest",
      requiredProperties = {"userId", "fileSize", "fileHash"})
  record Asked(
      @Schema(maxLength = 128) String userId,
      @Schema(minimum = "0", maximum = "54975581388800", description = "Bytes.") long fileSize,
      @Schema(
              maxLength = 256,
              description =
                  "`sha256:<64 hex>`, the prefix optional; another text is never a duplicate.")
          String fileHash,
      @Schema(maxLength = 1024) String fileName,
      @Schema(description = "Where the upload comes from.") Place userLocation,
      @Schema(
              enumeration = {"speed", "cost", "balanced"},
              defaultValue = "balanced")
          String priority,
      @Schema(
              minimum = "0",
              maximum = "1000000000",
              description = "What the upload may cost at most, US dollars.")
          double budget) {}

  @Schema(
      name = "UserLocation",
      requiredProperties = {"lat", "lng"})
  record Place(
      @Schema(minimum = "-90", maximum = "90", description = "Degrees north.") double lat,
      @Schema(minimum = "-180", maximum = "180", description = "Degrees east.") double lng,
      @Schema(maxLength = 128) String city) {}

  @Schema(
      name = "Recommendation",
      requiredProperties = {"strategy", "edges", "duplicate", "decisionId", "warnings"})
  record Recommended(
      Cut strategy,
      @Schema(description = "The best first; then `lyve-direct`, of which only the share is known.")
          List<Weighed> edges,
      @Schema(description = "The file, if the tenant has it already; else null.")
          Optional<Known> duplicate,
      @Schema(description = "Names the decision in other calls.") String decisionId,
      List<String> warnings) {}

  @Schema(
      name = "TransferStrategy",
      requiredProperties = {
        "chunkSize",
        "threads",
        "compression",
        "estimatedTime",
        "estimatedCost",
        "parts",
        "profile"
      })
  record Cut(
      @Schema(description = "Bytes of every chunk but the last.") long chunkSize,
      @Schema(description = "Chunks to send at once.") int threads,
      @Schema(enumeration = "none") String compression,
      @Schema(description = "Seconds.") double estimatedTime,
      @Schema(description = "US dollars.") double estimatedCost,
      @Schema(description = "Chunks.") int parts,
      @Schema(enumeration = {"small", "medium", "large"}) String profile) {}

  @Schema(
      name = "RankedEdge",
      requiredProperties = {
        "id",
        "url",
        "latency",
        "load",
        "distance",
        "city",
        "country",
        "measured",
        "score"
      })
  record Ranked(
      String id,
      String url,
      @Schema(description = "The round trip to expect, ms; null if nothing tells it.")
          Optional<Double> latency,
      @Schema(description = "0 to 1.") Optional<Double> load,
      @Schema(description = "Kilometres; null if the location is not known.")
          Optional<Double> distance,
      Optional<String> city,
      @Schema(description = "ISO 3166 alpha-2.") Optional<String> country,
      @Schema(description = "Whether anything of it was measured of late.") boolean measured,
      @Schema(description = "0 to 1.") Optional<Double> score) {}

  @Schema(name = "WeighedEdge", requiredProperties = "weight", allOf = Ranked.class)
  record Weighed(@Schema(description = "Its share of the file; together 1.") double weight) {}

  @Schema(name = "NearEdge", requiredProperties = "latency_ms", allOf = Ranked.class)
  record NearEdge(
      @JsonProperty("latency_ms") @Schema(description = "The same as `latency`.")
          Optional<Double> latencyMs) {}

  @Schema(name = "NearEdges", requiredProperties = "edges")
  record Near(List<NearEdge> edges) {}

  @Schema(
      name = "Duplicate",
      requiredProperties = {"fileId", "url", "savedBytes", "savedCost", "message"})
  record Known(
      String fileId,
      String url,
      long savedBytes,
      @Schema(description = "US dollars.") double savedCost,
      String message) {}

  @Schema(
      name = "Edges",
      requiredProperties = {"edges", "total"})
  record All(List<Listed> edges, int total) {}

  @Schema(
      name = "Edge",
      requiredProperties = {
        "id",
        "city",
        "country",
        "lat",
        "lng",
        "url",
        "pricePerGb",
        "active",
        "ejected",
        "measured",
        "samples",
        "latency_ms",
        "mbps",
        "load",
        "errorRate"
      })
  record Listed(
      String id,
      String city,
      String country,
      double lat,
      double lng,
      String url,
      @Schema(description = "US dollars for 10⁹ bytes.") double pricePerGb,
      @Schema(description = "Whether it takes uploads.") boolean active,
      @Schema(description = "Whether it is not used for a while, because it fails.")
          boolean ejected,
      @Schema(description = "Whether anything of it was measured of late.") boolean measured,
      @Schema(description = "Measurements ever.") long samples,
      @JsonProperty("latency_ms")
          @Schema(description = "The round trip of those who measured it, wherever they are.")
          Optional<Double> latencyMs,
      @Schema(description = "The rate of those who measured it, Mbit/s.") Optional<Double> mbps,
      @Schema(description = "0 to 1.") double load,
      @Schema(description = "The share of failures, 0 to 1.") double errorRate) {}

  @Schema(
      name = "EdgeMeasurement",
      requiredProperties = {"decisionId", "ok"})
  record Measured(
      @Schema(format = "uuid", description = "The decision that listed the edge.")
          String decisionId,
      @JsonProperty("latency_ms")
          @Schema(minimum = "0.001", maximum = "60000", description = "The round trip, ms.")
          double latencyMs,
      @Schema(minimum = "0.001", maximum = "100000", description = "The rate, Mbit/s.") double mbps,
      @Schema(description = "Whether the edge did what it was asked.") boolean ok) {}

  @Schema(
      name = "MeasurementTaken",
      requiredProperties = {"success", "edgeId", "decisionId"})
  record Taken(@Schema(enumeration = "true") boolean success, String edgeId, String decisionId) {}

  @Schema(
      name = "Decision",
      description =
          "Marks are computed from factors, and scores from those marks and weights, to the last"
              + " digit. Marks are shown with six decimals.",
      requiredProperties = {
        "decisionId",
        "createdAt",
        "request",
        "weights",
        "edges",
        "direct",
        "excluded",
        "excludedTotal",
        "strategy",
        "prediction",
        "actual"
      })
  record Decided(
      String decisionId,
      @Schema(format = "date-time") String createdAt,
      @Schema(description = "What was asked, with the location that was used.") Object request,
      @Schema(description = "How much each mark counts.") Marks weights,
      @Schema(description = "`factors`, `marks`, `score` and `weight` of each.") List<Object> edges,
      @Schema(description = "The share of `lyve-direct`.") Object direct,
      @Schema(
              description =
                  "`id` and `reason` (`inactive`, `ejected`, `over_budget`); 100 at most.")
          List<Object> excluded,
      int excludedTotal,
      @Schema(description = "How the file was to be cut.") Object strategy,
      @Schema(description = "`estimatedTime` in seconds and `estimatedCost` in US dollars.")
          Object prediction,
      @Schema(description = "`time`, `bytes` and `ratio` of the upload; null until it is over.")
          Optional<Object> actual) {}

  @Schema(
      name = "DecisionWeights",
      requiredProperties = {"latency", "bandwidth", "load", "distance", "errors"})
  record Marks(double latency, double bandwidth, double load, double distance, double errors) {}
}
