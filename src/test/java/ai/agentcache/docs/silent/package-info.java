/** Settings that nobody has described. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.docs.silent;
