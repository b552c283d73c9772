package ai.agentcache.gateway.front;

import ai.agentcache.access.Access;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.Betas;
import ai.agentcache.gateway.Customer;
import ai.agentcache.gateway.Degradation;
import ai.agentcache.gateway.Question;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.front.PromptMemo.Asked;
import ai.agentcache.gateway.provider.Dialects;
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

/** OpenAI's and Anthropic's APIs, in front of any provider. */
@Path("/v1")
@KeyRequired
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Drop-in APIs",
    description =
        "OpenAI's and Anthropic's APIs: point an SDK here by its base URL, as [Use it with your SDK](sdk.md) shows. The body is that of the API that is spoken, with any model of any configured provider; the headers `X-Cache-Namespace`, `X-Cache-TTL` (seconds) and `Cache-Control` (`no-cache` does not read, `no-store` does not write, `only-if-cached`, `max-age`, `stale-if-error`) say how to cache. Answers carry `X-Cache`, `X-Cache-Key`, `Age`, `X-AgentCache-Provider`, `X-AgentCache-Cost` (dollars) and `X-AgentCache-Overhead-Ms`. The header `X-Agent-Type` names the kind of agent that asks, for the statistics.")
public final class ChatResource {

  private final Dialects dialects;
  private final PromptMemo memo;
  private final Answering answering;

  ChatResource(Dialects dialects, PromptMemo memo, Answering answering) {
    this.dialects = dialects;
    this.memo = memo;
    this.answering = answering;
  }

  @POST
  @Path("chat/completions")
  @Operation(summary = "OpenAI chat completions")
  @APIResponse(responseCode = "200", description = "As OpenAI answers, streamed or not.")
  @APIResponse(responseCode = "default", ref = "DropInError")
  public Uni<Object> chat(byte[] body, @Context RoutingContext context) {
    return answer(dialects.chat(), body, "", context);
  }

  @POST
  @Path("responses")
  @Operation(summary = "OpenAI responses")
  @APIResponse(responseCode = "200", description = "As OpenAI answers, streamed or not.")
  @APIResponse(responseCode = "default", ref = "DropInError")
  public Uni<Object> responses(byte[] body, @Context RoutingContext context) {
    return answer(dialects.responses(), body, "", context);
  }

  @POST
  @Path("messages")
  @Operation(summary = "Anthropic messages")
  @APIResponse(responseCode = "200", description = "As Anthropic answers, streamed or not.")
  @APIResponse(responseCode = "default", ref = "DropInError")
  public Uni<Object> messages(byte[] body, @Context RoutingContext context) {
    return answer(dialects.messages(), body, betas(context), context);
  }

  static String betas(RoutingContext context) {
    return Betas.of(context.request().headers().getAll(Betas.HEADER));
  }

  private Uni<Object> answer(Front front, byte[] body, String betas, RoutingContext context) {
    Access access = Access.of(context);
    Terms terms = answering.terms(context);
    Asked known =
        memo.read(front, access.caller().tenant(), access.namespace(), body, terms.write());
    ObjectNode asked = known.prepared().prompt().source();
    Question question =
        new Question(
            known.prepared(),
            front.wantsStream(asked),
            known.route(),
            Degradation.FAIL,
            terms,
            Customer.of(context),
            betas);
    return answering.answer(front, asked, question, context);
  }
}
