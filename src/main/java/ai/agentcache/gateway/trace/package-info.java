/** Spans of calls to providers, told to a collector by OpenTelemetry's protocol. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.trace;
