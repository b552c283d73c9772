/** Signed notifications out: endpoints of tenants and the operator, and the deliveries to them. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.webhook;
