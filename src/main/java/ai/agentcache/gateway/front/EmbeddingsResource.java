package ai.agentcache.gateway.front;

import ai.agentcache.access.KeyRequired;
import ai.agentcache.gateway.Customer;
import ai.agentcache.gateway.Embedder;
import ai.agentcache.gateway.Embedding;
import ai.agentcache.gateway.llm.Bodies;
import ai.agentcache.gateway.openai.EmbeddingRequest;
import ai.agentcache.gateway.openai.Embeddings;
import ai.agentcache.gateway.routing.Router;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** OpenAI's embeddings, in front of every provider that has them in OpenAI's form. */
@Path("/v1/embeddings")
@KeyRequired
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drop-in APIs")
public final class EmbeddingsResource {

  private final Router router;
  private final Embedder embedder;
  private final Answering answering;

  EmbeddingsResource(Router router, Embedder embedder, Answering answering) {
    this.router = router;
    this.embedder = embedder;
    this.answering = answering;
  }

  @POST
  @Operation(summary = "OpenAI embeddings")
  @APIResponse(responseCode = "200", description = "As OpenAI answers.")
  @APIResponse(responseCode = "default", ref = "DropInError")
  public Uni<Object> embed(byte[] body, @Context RoutingContext context) {
    ObjectNode asked = Bodies.object(body);
    EmbeddingRequest request = Embeddings.parse(asked);
    Embedding embedding =
        new Embedding(
            asked,
            request.inputs(),
            router.named(request.model()),
            answering.terms(context),
            Customer.of(context));
    return answering.embeddings(embedding.route().first(), embedder.embed(embedding), context);
  }
}
