/** Calls to the servers of providers: bounded in time and size, and never trusted. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.upstream;
