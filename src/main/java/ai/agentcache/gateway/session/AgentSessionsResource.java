package ai.agentcache.gateway.session;

import ai.agentcache.access.Access;
import ai.agentcache.access.Answer;
import ai.agentcache.access.Caller;
import ai.agentcache.access.Idempotency;
import ai.agentcache.access.IdempotencyKey;
import ai.agentcache.access.KeyRequired;
import ai.agentcache.gateway.chat.Json;
import ai.agentcache.gateway.llm.Bodies;
import ai.agentcache.gateway.llm.Questions;
import ai.agentcache.http.ApiException;
import ai.agentcache.time.Clock;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sessions of agents, and the messages of their conversations. */
@Path("/api/sessions")
@KeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "What an agent wants to remember between calls.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "503", ref = "Unavailable")
public final class AgentSessionsResource {

  private static final int USUAL_LAST = 50;
  private static final int MOST_LAST = 1_000;

  private final AgentSessions sessions;
  private final Conversation conversation;
  private final Summaries summaries;
  private final Questions questions;
  private final Idempotency idempotency;
  private final Clock clock;

  AgentSessionsResource(
      AgentSessions sessions,
      Conversation conversation,
      Summaries summaries,
      Questions questions,
      Idempotency idempotency,
      Clock clock) {
    this.idempotency = idempotency;
    this.sessions = sessions;
    this.conversation = conversation;
    this.summaries = summaries;
    this.questions = questions;
    this.clock = clock;
  }

  /** Begins a session. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Begin a session")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key and body give the same answer for 24 h.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(content = @Content(schema = @Schema(implementation = SessionDocuments.Said.class)))
  @APIResponse(
      responseCode = "201",
      description = "The session.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Told.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  public Uni<RestResponse<Buffer>> begin(byte @Nullable [] body, @Context RoutingContext routing) {
    Caller caller = caller(routing);
    SessionBody said = SessionBody.parse(body);
    return idempotency
        .once(
            "session/" + caller.tenant(),
            IdempotencyKey.of(routing),
            bytes(body),
            () -> sessions.begin(caller, said).map(held -> created(told(held))))
        .map(Answer::body)
        .map(
            answer ->
                RestResponse.ResponseBuilder.<Buffer>create(RestResponse.Status.CREATED)
                    .entity(answer)
                    .header("Location", "/api/sessions/" + sessionId(answer))
                    .build());
  }

  private static byte[] bytes(byte @Nullable [] body) {
    return body == null ? new byte[0] : body;
  }

  private static Answer created(ObjectNode told) {
    return new Answer(RestResponse.StatusCode.CREATED, Buffer.buffer(Json.bytes(told)));
  }

  private static String sessionId(Buffer answer) {
    return answer.toJsonObject().getString("sessionId");
  }

  /** Ends all sessions of a user. */
  @DELETE
  @Operation(summary = "End all sessions of a user")
  @APIResponse(
      responseCode = "200",
      description = "They are gone.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Ended.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Uni<byte[]> endAll(
      @Parameter(description = "Whose.", required = true) @RestQuery @Nullable String userId,
      @Context RoutingContext routing) {
    if (userId == null) {
      throw ApiException.missing("userId", "whose sessions are to end");
    }
    return sessions
        .endAll(caller(routing), SessionBody.user(userId))
        .map(ended -> Json.bytes(Json.object().put("success", true).put("ended", ended)));
  }

  /** Reads a session. */
  @GET
  @Path("{id}")
  @Operation(summary = "Read a session; its life begins anew")
  @APIResponse(
      responseCode = "200",
      description = "The session.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Told.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<byte[]> get(@RestPath String id, @Context RoutingContext routing) {
    return sessions.get(caller(routing), id).map(held -> Json.bytes(told(held)));
  }

  /** Replaces the data of a session. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace the data of a session")
  @RequestBody(content = @Content(schema = @Schema(implementation = SessionDocuments.Said.class)))
  @APIResponse(
      responseCode = "200",
      description = "The session.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Told.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  public Uni<byte[]> replace(
      @RestPath String id, byte @Nullable [] body, @Context RoutingContext routing) {
    return sessions
        .replace(caller(routing), id, SessionBody.parse(body))
        .map(held -> Json.bytes(told(held)));
  }

  /** Merges into the data of a session. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Merge into the data of a session",
      description =
          "By JSON merge patch (RFC 7396): objects merge, `null` removes, all else replaces. Patches"
              + " that come at once all apply.")
  @RequestBody(content = @Content(schema = @Schema(implementation = SessionDocuments.Said.class)))
  @APIResponse(
      responseCode = "200",
      description = "The session.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Told.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  public Uni<byte[]> patch(
      @RestPath String id, byte @Nullable [] body, @Context RoutingContext routing) {
    return sessions
        .patch(caller(routing), id, SessionBody.parse(body))
        .map(held -> Json.bytes(told(held)));
  }

  /** Ends a session. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "End a session")
  @APIResponse(
      responseCode = "200",
      description = "It is gone.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Ended.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<byte[]> end(@RestPath String id, @Context RoutingContext routing) {
    return sessions
        .end(caller(routing), id)
        .replaceWith(() -> Json.bytes(Json.object().put("success", true).put("ended", 1)));
  }

  /** Appends messages. */
  @POST
  @Path("{id}/messages")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Append a message, or several under `messages`",
      description =
          "Fields beside `role` and `content` are kept. Tokens are counted with OpenAI's vocabulary,"
              + " for models of others that is an estimate.")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key and body give the same answer for 24 h.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
  @RequestBody(
      content = @Content(schema = @Schema(implementation = SessionDocuments.Message.class)))
  @APIResponse(
      responseCode = "201",
      description = "They are kept.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Kept.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  public Uni<RestResponse<Buffer>> append(
      @RestPath String id, byte @Nullable [] body, @Context RoutingContext routing) {
    Caller caller = caller(routing);
    ObjectNode said = Bodies.object(body);
    return idempotency
        .once(
            "session-messages/" + caller.tenant(),
            IdempotencyKey.of(routing),
            Buffer.buffer(id).appendBytes(bytes(body)).getBytes(),
            () -> conversation.append(caller, id, said).map(AgentSessionsResource::appended))
        .map(Answer::body)
        .map(
            answer ->
                RestResponse.ResponseBuilder.<Buffer>create(RestResponse.Status.CREATED)
                    .entity(answer)
                    .build());
  }

  private static Answer appended(long total) {
    return created(Json.object().put("success", true).put("total", total));
  }

  /** Reads the newest messages. */
  @GET
  @Path("{id}/messages")
  @Operation(summary = "Read the newest messages that fit, the oldest of them first")
  @APIResponse(
      responseCode = "200",
      description = "The messages.",
      content = @Content(schema = @Schema(implementation = SessionDocuments.Messages.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Uni<byte[]> messages(
      @RestPath String id,
      @Parameter(
              description = "At most so many.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "50"))
          @RestQuery
          @Nullable String last,
      @Parameter(
              description = "At most so many tokens together.",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "999999999"))
          @RestQuery
          @Nullable String maxTokens,
      @Parameter(
              description = "`true`: have a model sum up those that were left out.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @RestQuery
          @Nullable String summary,
      @Context RoutingContext routing) {
    long most = whole("last", last, USUAL_LAST, MOST_LAST);
    long tokens = whole("maxTokens", maxTokens, Long.MAX_VALUE, 999_999_999);
    boolean summed = flag("summary", summary);
    return conversation
        .newest(caller(routing), id, (int) most, tokens, summed)
        .chain(newest -> told(newest, summed, routing))
        .map(Json::bytes);
  }

  private static boolean flag(String name, @Nullable String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw ApiException.field(name, "must be `true` or `false`");
    }
    return "true".equals(text);
  }

  private Uni<ObjectNode> told(Conversation.Newest newest, boolean summed, RoutingContext routing) {
    ObjectNode told = told(newest);
    return summed
        ? summaries
            .of(newest.dropped(), questions.requester(routing))
            .map(summary -> told.put("summary", summary.orElse(null)))
        : Uni.createFrom().item(told);
  }

  private static long whole(String name, @Nullable String text, long usual, long most) {
    if (text == null) {
      return usual;
    }
    long value = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    if (value < 1 || value > most) {
      throw ApiException.field(name, "must be a whole number from 1 to " + most);
    }
    return value;
  }

  private static Caller caller(RoutingContext routing) {
    return Access.of(routing).caller();
  }

  private ObjectNode told(AgentSessions.Held held) {
    Session session = held.session();
    long now = clock.epochMillis();
    ObjectNode told =
        Json.object()
            .put("sessionId", held.id().text())
            .put("userId", session.user())
            .put("ttl", session.lifeMillis() / 1_000)
            .put("createdAt", Instant.ofEpochMilli(session.createdAt()).toString())
            .put("expiresAt", Instant.ofEpochMilli(now + session.lifeMillis()).toString())
            .put("version", session.version());
    told.set("data", session.data());
    return told;
  }

  private static ObjectNode told(Conversation.Newest newest) {
    ObjectNode told = Json.object().put("tokens", newest.tokens()).put("total", newest.total());
    ArrayNode messages = told.putArray("messages");
    newest.messages().forEach(message -> messages.add(message.json()));
    return told;
  }
}
