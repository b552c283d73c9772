/** The only source of now. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.time;
