package ai.agentcache.gateway.front;

import ai.agentcache.access.KeyOptional;
import ai.agentcache.gateway.Question;
import ai.agentcache.gateway.llm.Bodies;
import ai.agentcache.gateway.llm.LlmAnswer;
import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.llm.Questions;
import ai.agentcache.gateway.provider.Dialects;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gateway's own API. */
@Path("/llm")
@KeyOptional
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "413", ref = "TooLarge")
@APIResponse(responseCode = "415", ref = "UnsupportedType")
@APIResponse(responseCode = "429", ref = "TooMany")
@Tag(
    name = "LLM gateway",
    description =
        "Any provider behind one call, cached. The field `agent_type`, or the header `X-Agent-Type`, names the kind of agent that asks, for the statistics.")
public final class GenerateResource {

  private final Dialects dialects;
  private final Questions questions;
  private final Answering answering;
  private final LlmAnswer answers;

  GenerateResource(Dialects dialects, Questions questions, Answering answering, LlmAnswer answers) {
    this.dialects = dialects;
    this.questions = questions;
    this.answering = answering;
    this.answers = answers;
  }

  @POST
  @Path("generate")
  @Operation(summary = "Have a model answer a prompt", description = GenerateDocuments.GENERATE)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GenerateDocuments.Request.class)))
  @APIResponse(
      responseCode = "200",
      description = GenerateDocuments.ANSWER,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = GenerateDocuments.Answer.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "502",
      description = GenerateDocuments.FAILED,
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  @APIResponse(
      responseCode = "503",
      description = GenerateDocuments.AWAY,
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  @APIResponse(
      responseCode = "504",
      description = GenerateDocuments.LATE,
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public Uni<Object> generate(byte[] body, @Context RoutingContext context) {
    LlmRequest request = LlmRequest.read(Bodies.object(body), questions.maxTtlSeconds());
    Question question = questions.of(request, questions.requester(context));
    return request.stream()
        ? answering.events(dialects.chat(), request.chat(), question, context)
        : answering.whole(question, context, made -> answers.of(made, context));
  }
}
