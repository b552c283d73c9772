/** The providers: where they are, what they speak, and the built-in model that needs none. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.provider;
