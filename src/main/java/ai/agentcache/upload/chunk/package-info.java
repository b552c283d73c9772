/** What is reported of the chunks of an upload: in Redis, with a summary in Postgres. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload.chunk;
