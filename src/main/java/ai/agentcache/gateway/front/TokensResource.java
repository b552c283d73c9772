package ai.agentcache.gateway.front;

import ai.agentcache.access.KeyRequired;
import ai.agentcache.gateway.Customer;
import ai.agentcache.gateway.TokenCounter;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.llm.Bodies;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.routing.Router;
import ai.agentcache.gateway.routing.Target;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Anthropic's counting of tokens, for models of any provider. */
@Path("/v1/messages/count_tokens")
@KeyRequired
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drop-in APIs")
public final class TokensResource {

  private final Dialects dialects;
  private final Router router;
  private final TokenCounter counter;

  TokensResource(Dialects dialects, Router router, TokenCounter counter) {
    this.dialects = dialects;
    this.router = router;
    this.counter = counter;
  }

  /**
   * How long a prompt is.
   *
   * @param inputTokens its tokens
   */
  @Schema(name = "TokenCount", requiredProperties = "input_tokens")
  public record Count(@JsonProperty("input_tokens") long inputTokens) {}

  @POST
  @Operation(
      summary = "Anthropic token counting",
      description =
          "Asks the provider if it is Anthropic's API; for models of others it is an estimate.")
  @APIResponse(responseCode = "200", description = "The number of tokens.")
  @APIResponse(responseCode = "default", ref = "DropInError")
  public Uni<Count> count(byte[] body, @Context RoutingContext context) {
    ObjectNode asked = Bodies.object(body);
    Prompt prompt = dialects.messages().parse(withLimit(asked));
    Target target = router.named(prompt.model(), prompt).first();
    return counter
        .count(Customer.of(context), target, asked, ChatResource.betas(context))
        .map(Count::new);
  }

  /** As a message, which has to have one. */
  private static ObjectNode withLimit(ObjectNode asked) {
    ObjectNode message = asked.deepCopy();
    return message.has("max_tokens") ? message : message.put("max_tokens", 1);
  }
}
