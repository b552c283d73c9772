/** Health of the service and of what it stands on. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.health;
