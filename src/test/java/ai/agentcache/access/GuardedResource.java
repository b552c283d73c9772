package ai.agentcache.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Endpoints of each kind, for tests of what lets requests in. */
@Path("/api/guarded")
public class GuardedResource {

  @GET
  @KeyRequired
  public Uni<String> get(RoutingContext routing) {
    return Uni.createFrom().item(who(routing));
  }

  @POST
  @KeyRequired
  public Uni<String> post(byte[] body, RoutingContext routing) {
    return Uni.createFrom().item(who(routing) + " " + body.length);
  }

  @POST
  @Path("parallel")
  @KeyRequired
  @AdmissionInParallel
  public Uni<String> parallel(byte[] body, RoutingContext routing) {
    Access access = Access.of(routing);
    return access.admitted().map(admission -> admission.remaining() + " " + body.length);
  }

  private static String who(RoutingContext routing) {
    Access access = Access.of(routing);
    return access.caller().tenant() + "/" + access.namespace();
  }
}
