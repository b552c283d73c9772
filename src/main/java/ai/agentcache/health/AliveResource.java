package ai.agentcache.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells that the service runs. Anybody may ask. */
@Path("/health")
@Tag(name = "Health")
@SecurityRequirementsSet({})
@Produces(MediaType.APPLICATION_JSON)
public final class AliveResource {

  private static final Alive ALIVE = new Alive("ok");

  @GET
  @Operation(summary = "Whether the service runs", description = "Asks nothing of its stores.")
  @APIResponse(responseCode = "200", description = "It runs.")
  public Alive alive() {
    return ALIVE;
  }

  /** The answer. */
  record Alive(@Schema(required = true, enumeration = "ok") String status) {}
}
