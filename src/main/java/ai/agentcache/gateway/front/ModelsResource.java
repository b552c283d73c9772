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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that can be asked, as OpenAI's API lists them. */
@Path("/v1/models")
@KeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drop-in APIs")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
public final class ModelsResource {

  /** Who owns the names that the operator has given. */
  private static final String OURS = "agentcache";

  private final Listing listing;
  private final Map<String, Entry> byName = new LinkedHashMap<>();

  ModelsResource(Offers offers, RoutingConfig config) {
    List<Offer> open =
        offers.all().stream().filter(offer -> offer.target().provider().isConfigured()).toList();
    config.aliases().keySet().forEach(alias -> byName.put(alias, new Entry(alias, 0, OURS)));
    open.forEach(offer -> byName.putIfAbsent(offer.target().model(), entry(offer)));
    this.listing = new Listing("list", List.copyOf(byName.values()));
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

  @GET
  @Operation(summary = "OpenAI models: those that can be asked")
  @APIResponse(responseCode = "200", description = "All of them.")
  public Listing models() {
    return listing;
  }

  @GET
  @Path("{id:.+}")
  @Operation(summary = "OpenAI model")
  @APIResponse(responseCode = "200", description = "The model.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Entry model(@PathParam("id") String id) {
    Entry entry = byName.get(id);
    if (entry == null) {
      throw new ApiException(ErrorCode.MODEL_NOT_FOUND, "`" + printable(id) + "` cannot be asked");
    }
    return entry;
  }

  private static String printable(String id) {
    String visible = id.replaceAll("[^\\x21-\\x7e]", "?");
    return visible.length() > 64 ? visible.substring(0, 64) + "…" : visible;
  }
}
