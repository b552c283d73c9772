/**
 * The grammar of the HTTP edge: error catalogue, error bodies, request ids, limits of a request.
 * Here is also what the OpenAPI document says of the whole API.
 */
@NullMarked
@OpenAPIDefinition(
    info =
        @Info(
            title = "AgentCache",
            version = "1.0.0",
            description = "A self-hosted response cache for people who run AI agents.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    security = {@SecurityRequirement(name = "apiKey"), @SecurityRequirement(name = "bearer")},
    components =
        @Components(
            responses = {
              @APIResponse(
                  name = "BadRequest",
                  description =
                      "A field, parameter or header is missing or wrong; `details` names it.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "Unauthorized",
                  description = "There is no key, or it is wrong.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "Forbidden",
                  description = "The key may not do this.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "NotFound",
                  description = "There is no such thing.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "Conflict",
                  description =
                      "The `Idempotency-Key` was used with another body, or its first request is still at work.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "TooLarge",
                  description = "The body or the value to store is too large.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "UnsupportedType",
                  description = "The body has to be `application/json`.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "TooMany",
                  description = "Over the rate limit or the monthly quota.",
                  headers =
                      @Header(
                          name = "Retry-After",
                          description = "Seconds to wait.",
                          schema = @Schema(type = SchemaType.INTEGER)),
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Refused.class))),
              @APIResponse(
                  name = "DropInError",
                  description =
                      "An error as the API has it that is spoken, so that its SDKs raise their own: 400 a field is wrong, and named; 401 no valid key; 404 no such model; 413 the body is too large; 429 over the rate limit, the quota or the budget, or the provider's own limit; 502 the provider failed or made no sense; 503 it cannot be reached, with `Retry-After`; 504 it did not answer in time, or nothing is stored that `only-if-cached` would take.",
                  content = @Content(mediaType = "application/json")),
              @APIResponse(
                  name = "Unavailable",
                  description = "Overloaded, or a store that is needed cannot be reached.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.Failed.class))),
              @APIResponse(
                  name = "AgentBadRequest",
                  description = "A field is missing or wrong; `message` names it.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentUnauthorized",
                  description = "There is no token, or it is not valid here.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentForbidden",
                  description = "The token is a user's, or the agent may not do this.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentTooMany",
                  description = "Over the rate limit of the agent or the address.",
                  headers =
                      @Header(
                          name = "Retry-After",
                          description = "Seconds to wait.",
                          schema = @Schema(type = SchemaType.INTEGER)),
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentNotFound",
                  description = "There is no such thing.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentConflict",
                  description = "It is there already, or the id was used with another body.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentTooLarge",
                  description = "The body, or what is kept with it, is too large.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentUnsupportedType",
                  description = "The body has to be `application/json`.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class))),
              @APIResponse(
                  name = "AgentUnavailable",
                  description = "Overloaded, or a store that is needed cannot be reached.",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = ErrorDocuments.AgentFailed.class)))
            },
            securitySchemes = {
              @SecurityScheme(
                  securitySchemeName = "agent",
                  type = SecuritySchemeType.HTTP,
                  scheme = "bearer",
                  bearerFormat = "JWT",
                  description = "An agent's token as `Authorization: Bearer <token>`."),
              @SecurityScheme(
                  securitySchemeName = "apiKey",
                  type = SecuritySchemeType.APIKEY,
                  in = SecuritySchemeIn.HEADER,
                  apiKeyName = "X-API-Key",
                  description = "A key such as `ac_live_…`."),
              @SecurityScheme(
                  securitySchemeName = "bearer",
                  type = SecuritySchemeType.HTTP,
                  scheme = "bearer",
                  description = "The same key as `Authorization: Bearer <key>`.")
            }))
package ai.agentcache.http;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.NullMarked;
