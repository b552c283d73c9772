/** What was used and saved, prices, and the statistics over it. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.usage;
