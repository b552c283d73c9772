/** Tokens of agents and of users: their form, their life, rotation and revocation. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.agent.token;
