/** Tests of the launch. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.launch;
