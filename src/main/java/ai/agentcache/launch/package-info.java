/** What must be true before the service starts: its environment, its stores, safe settings. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.launch;
