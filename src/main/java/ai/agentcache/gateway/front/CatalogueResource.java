package ai.agentcache.gateway.front;

import ai.agentcache.access.KeyOptional;
import ai.agentcache.gateway.front.ModelViews.Model;
import ai.agentcache.gateway.front.ModelViews.ModelList;
import ai.agentcache.gateway.routing.Offers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models, what they can do and what they cost. */
@Path("/llm/models")
@KeyOptional
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "LLM gateway")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
public final class CatalogueResource {

  private final ModelList all;

  CatalogueResource(Offers offers) {
    this.all = new ModelList(offers.all().stream().map(Model::of).toList());
  }

  @GET
  @Operation(summary = "The models, what they can do and what they cost")
  @APIResponse(responseCode = "200", description = "All models of all providers.")
  public ModelList models() {
    return all;
  }
}
