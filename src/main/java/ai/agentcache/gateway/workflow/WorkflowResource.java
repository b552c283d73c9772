package ai.agentcache.gateway.workflow;

import ai.agentcache.access.KeyOptional;
import ai.agentcache.gateway.GatewayConfig;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.llm.Bodies;
import ai.agentcache.gateway.llm.LlmAnswer;
import ai.agentcache.gateway.llm.LlmRequest;
import ai.agentcache.gateway.llm.Questions;
import ai.agentcache.http.StreamedBody;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Workflows over HTTP. */
@Path("/llm")
@KeyOptional
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "LLM gateway")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "413", ref = "TooLarge")
@APIResponse(responseCode = "415", ref = "UnsupportedType")
@APIResponse(responseCode = "429", ref = "TooMany")
public final class WorkflowResource {

  private final Planning planning;
  private final Workflows workflows;
  private final LlmAnswer answers;
  private final Questions questions;
  private final WorkflowConfig config;
  private final long keepAliveMillis;

  WorkflowResource(
      Planning planning,
      Workflows workflows,
      LlmAnswer answers,
      Questions questions,
      WorkflowConfig config,
      GatewayConfig gateway) {
    this.planning = planning;
    this.workflows = workflows;
    this.answers = answers;
    this.questions = questions;
    this.config = config;
    this.keepAliveMillis = gateway.keepAlive().toMillis();
  }

  @POST
  @Path("workflow/generate")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Have a model plan a workflow", description = WorkflowDocuments.PLAN)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WorkflowDocuments.Wanted.class)))
  @APIResponse(
      responseCode = "200",
      description = "A workflow that can be run, and how it came about.",
      content = @Content(schema = @Schema(implementation = WorkflowDocuments.Planned.class)))
  @APIResponse(
      responseCode = "502",
      description =
          "`WORKFLOW_INVALID`: two answers of the model were no workflow. Other codes: the provider failed.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public Uni<byte[]> generate(byte[] body, @Context RoutingContext context) {
    LlmRequest request = PlanPrompt.first(Bodies.object(body), questions.maxTtlSeconds());
    return planning
        .plan(request, questions.requester(context))
        .map(planned -> told(planned, context));
  }

  private byte[] told(Planning.Planned planned, RoutingContext context) {
    ObjectNode told = planned.graph().json();
    told.set("metadata", answers.metadata(planned.generated(), planned.end(), context));
    return Json.bytes(told);
  }

  @POST
  @Path("execute-workflow")
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @Operation(
      summary = "Run a graph of prompts, independent nodes at once",
      description = WorkflowDocuments.RUN)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WorkflowDocuments.Execution.class)))
  @APIResponse(
      responseCode = "200",
      description = WorkflowDocuments.RESULT,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = WorkflowDocuments.Result.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(type = SchemaType.STRING))
      })
  public Uni<Object> execute(byte[] body, @Context RoutingContext context) {
    WorkflowRequest request =
        WorkflowRequest.read(Bodies.object(body), config, questions.maxTtlSeconds());
    Multi<Progress> run = workflows.run(request, questions.requester(context));
    if (request.stream() || wantsEvents(context)) {
      return Uni.createFrom()
          .item(
              new StreamedBody(
                  run.map(step -> RunJson.event(request.graph(), step)), keepAliveMillis));
    }
    return run.filter(Progress.Finished.class::isInstance)
        .toUni()
        .map(end -> Json.bytes(RunJson.result(request.graph(), (Progress.Finished) end)));
  }

  private static boolean wantsEvents(RoutingContext context) {
    String accept = context.request().headers().get(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MediaType.SERVER_SENT_EVENTS);
  }
}
