/** Alerts: pure rules over how the service was at one moment, and what is told of them. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.health.alert;
