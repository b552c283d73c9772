package ai.agentcache.gateway.front;

import ai.agentcache.access.Access;
import ai.agentcache.access.KeyOptional;
import ai.agentcache.cache.CacheConfig;
import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.Question;
import ai.agentcache.gateway.chat.Front;
import ai.agentcache.gateway.chat.Prompt;
import ai.agentcache.gateway.provider.Dialects;
import ai.agentcache.gateway.routing.Route;
import ai.agentcache.gateway.routing.Router;
import ai.agentcache.time.Clock;
import ai.agentcache.usage.Dimensions;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gateway's own API. */
@Path("/llm")
@KeyOptional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "LLM gateway", description = "Any provider behind one call, cached.")
public final class GenerateResource {

  private final Dialects dialects;
  private final Router router;
  private final Answering answering;
  private final LlmAnswer answers;
  private final long maxTtl;

  GenerateResource(
      Dialects dialects, Router router, Answering answering, Clock clock, CacheConfig config) {
    this.dialects = dialects;
    this.router = router;
    this.answering = answering;
    this.answers = new LlmAnswer(answering.rendering(), clock);
    this.maxTtl = config.maxTtl().toSeconds();
  }

  @POST
  @Path("generate")
  @Operation(summary = "Have a model answer a prompt")
  public Uni<Object> generate(byte[] body, @Context RoutingContext context) {
    LlmRequest request = LlmRequest.read(Bodies.object(body), maxTtl);
    Front chat = dialects.chat();
    ObjectNode asked = request.chat();
    asked.put("model", request.wish().model().orElse("default"));
    Prompt prompt = chat.parse(asked);
    Route route = router.route(request.wish(), prompt);
    Terms terms = answering.terms(context);
    Access access = Access.of(context);
    Question question =
        new Question(
            prompt,
            request.stream(),
            route,
            request.degradation(),
            request.ttl().isPresent() ? terms.withTtl(request.ttl().getAsInt()) : terms,
            access.caller().tenant(),
            access.namespace(),
            Dimensions.NONE);
    return request.stream()
        ? answering.answer(chat, asked, question, context)
        : answering
            .ask(question)
            .chain(
                made -> answers.of(made, context).invoke(whole -> answering.headers(made, context)))
            .map(Object.class::cast);
  }
}
