/** The agent platform's door: who an agent is, what it may do, and how often. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.agent;
