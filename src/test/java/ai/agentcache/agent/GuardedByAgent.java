package ai.agentcache.agent;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Endpoints for agents, for tests of what lets them in. */
@Path("/api/v1/agent/guarded")
@AgentRequired("health:read")
@Produces(MediaType.APPLICATION_JSON)
public class GuardedByAgent {

  @GET
  public String get(RoutingContext routing) {
    Agent agent = Agent.of(routing);
    return new JsonObject()
        .put("id", agent.id())
        .put("tenant", agent.tenant())
        .put("environment", agent.environment().text())
        .put("permissions", new JsonArray(agent.permissions().stream().sorted().toList()))
        .encode();
  }

  @POST
  @AgentRequired("user:delete")
  public String post() {
    return "{}";
  }
}
