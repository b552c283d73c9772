/** What agents keep of their users: context, learning sessions, and forgetting all of it. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.agent.context;
