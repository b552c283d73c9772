/** What happened that others may want to be told: written once, with the thing that happened. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.event;
