/**
 * Clients that others have written, in their own languages, in front of the packaged gateway. The
 * tables of what they do are in {@code src/test/sdk}.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.sdk;
