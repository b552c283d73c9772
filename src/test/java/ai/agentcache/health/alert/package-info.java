@org.jspecify.annotations.NullMarked
package ai.agentcache.health.alert;
