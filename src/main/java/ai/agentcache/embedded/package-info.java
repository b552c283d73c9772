/** Real Redis and Postgres started beside the service when none is configured. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.embedded;
