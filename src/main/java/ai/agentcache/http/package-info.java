/**
 * The grammar of the HTTP edge: error catalogue, error bodies, request ids, limits of a request.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.http;
