/** What agents report of their users' progress: accepted, batched, added up. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.agent.progress;
