package ai.agentcache.bench;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The floor under uploads: reads the same bodies, does one query by a primary key. */
@Path("/bare/uploads")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class BareUploads {

  private static final String SELECT = "SELECT url FROM edge_locations WHERE id = $1";

  /** Edges all over the globe, none on another. */
  private static final String MORE_EDGES =
      """
      INSERT INTO edge_locations (id, city, country, lat, lng, url, price_per_gb)
      SELECT 'bench-' || n, 'Bench ' || n, 'US', degrees(asin(2.0 * n / ($1::int + 1) - 1)),
        (n * 137.50776)::numeric % 360 - 180, 'https://bench-' || n || '.invalid', 0.02
      FROM generate_series(1, $1::int) AS n
      ON CONFLICT DO NOTHING
      """;

  private final BarePostgres postgres;

  BareUploads(BarePostgres postgres) {
    this.postgres = postgres;
  }

  /** Answers what one query finds. */
  @POST
  @Path("select")
  public Uni<String> select(byte[] body) {
    return postgres
        .query(SELECT, "sfo-1")
        .map(rows -> "{\"url\":\"" + rows.iterator().next().getString(0) + "\"}");
  }

  /** Adds so many edges. */
  @PUT
  @Path("edges")
  public Uni<String> more(@QueryParam("count") int count) {
    return postgres
        .query(MORE_EDGES, count)
        .map(rows -> "{\"added\":" + rows.rowCount() + "}");
  }
}
