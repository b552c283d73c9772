/**
 * Sessions of agents: what one wants to remember between calls, and the messages of a conversation.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.session;
