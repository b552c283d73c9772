package ai.agentcache.gateway.front;

import ai.agentcache.access.KeyRequired;
import ai.agentcache.gateway.routing.ModelCard;
import ai.agentcache.gateway.routing.Offer;
import ai.agentcache.gateway.routing.Offers;
import ai.agentcache.gateway.routing.RoutingConfig;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The models that can be asked, as OpenAI's or Anthropic's API lists them. */
@Path("/v1/models")
@KeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drop-in APIs")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
public final class ModelsResource {

  /** Who owns the names that the operator has given. */
  private static final String OURS = "agentcache";

  /** A header that only clients of Anthropic's API send. */
  private static final String VERSION = "anthropic-version";

  private final Listing listing;
  private final AnthropicListing anthropicListing;
  private final Map<String, Entry> byName = new LinkedHashMap<>();

  ModelsResource(Offers offers, RoutingConfig config) {
    List<Offer> open =
        offers.all().stream().filter(offer -> offer.target().provider().isConfigured()).toList();
    config.aliases().keySet().forEach(alias -> byName.put(alias, new Entry(alias, 0, OURS)));
    open.forEach(offer -> byName.putIfAbsent(offer.target().model(), entry(offer)));
    this.listing = new Listing("list", List.copyOf(byName.values()));
    this.anthropicListing = AnthropicListing.of(byName.values());
    open.forEach(this::addOtherNames);
  }

  private void addOtherNames(Offer offer) {
    byName.putIfAbsent(offer.target().label(), entry(offer));
    offer.card().aliases().forEach(alias -> byName.putIfAbsent(alias, entry(offer)));
  }

  private static Entry entry(Offer offer) {
    ModelCard card = offer.card();
    long created =
        card.released().map(day -> day.atStartOfDay(ZoneOffset.UTC).toEpochSecond()).orElse(0L);
    return new Entry(card.model(), created, card.provider());
  }

  /**
   * All models.
   *
   * @param object {@code list}
   * @param data the models
   */
  @Schema(
      name = "OpenAiModels",
      requiredProperties = {"object", "data"})
  public record Listing(String object, List<Entry> data) {}

  /**
   * A model.
   *
   * @param id its name
   * @param created when it came out, epoch seconds; 0 if that is not known
   * @param ownedBy who runs it
   */
  @Schema(
      name = "OpenAiModel",
      requiredProperties = {"id", "object", "created", "owned_by"})
  public record Entry(String id, long created, @JsonProperty("owned_by") String ownedBy) {

    /** {@code model}. */
    @JsonProperty
    public String object() {
      return "model";
    }
  }

  /**
   * All models, on one page.
   *
   * @param data the models
   * @param hasMore false
   * @param firstId the name of the first
   * @param lastId the name of the last
   */
  @Schema(
      name = "AnthropicModels",
      requiredProperties = {"data", "has_more", "first_id", "last_id"})
  public record AnthropicListing(
      List<AnthropicEntry> data,
      @JsonProperty("has_more") boolean hasMore,
      @JsonProperty("first_id") String firstId,
      @JsonProperty("last_id") String lastId) {

    static AnthropicListing of(Collection<Entry> entries) {
      List<AnthropicEntry> all = entries.stream().map(AnthropicEntry::of).toList();
      return new AnthropicListing(all, false, all.get(0).id(), all.get(all.size() - 1).id());
    }
  }

  /**
   * A model.
   *
   * @param id its name
   * @param displayName its name
   * @param createdAt when it came out; 1970 if that is not known
   */
  @Schema(
      name = "AnthropicModel",
      requiredProperties = {"type", "id", "display_name", "created_at"})
  public record AnthropicEntry(
      String id,
      @JsonProperty("display_name") String displayName,
      @JsonProperty("created_at") Instant createdAt) {

    static AnthropicEntry of(Entry entry) {
      return new AnthropicEntry(entry.id(), entry.id(), Instant.ofEpochSecond(entry.created()));
    }

    /** {@code model}. */
    @JsonProperty
    public String type() {
      return "model";
    }
  }

  @GET
  @Operation(
      summary = "OpenAI models: those that can be asked",
      description = "In Anthropic's form when the request has its header `anthropic-version`.")
  @APIResponse(
      responseCode = "200",
      description = "All of them.",
      content = @Content(schema = @Schema(oneOf = {Listing.class, AnthropicListing.class})))
  public Object models(@HeaderParam(VERSION) @Nullable String version) {
    return version == null ? listing : anthropicListing;
  }

  @GET
  @Path("{id:.+}")
  @Operation(summary = "OpenAI model")
  @APIResponse(
      responseCode = "200",
      description = "The model.",
      content = @Content(schema = @Schema(oneOf = {Entry.class, AnthropicEntry.class})))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Object model(@PathParam("id") String id, @HeaderParam(VERSION) @Nullable String version) {
    Entry entry = byName.get(id);
    if (entry == null) {
      throw new ApiException(ErrorCode.MODEL_NOT_FOUND, "`" + printable(id) + "` cannot be asked");
    }
    return version == null ? entry : AnthropicEntry.of(entry);
  }

  private static String printable(String id) {
    String visible = id.replaceAll("[^\\x21-\\x7e]", "?");
    return visible.length() > 64 ? visible.substring(0, 64) + "…" : visible;
  }
}
