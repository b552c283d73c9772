/** The generateContent API of Google, spoken to the provider. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.google;
