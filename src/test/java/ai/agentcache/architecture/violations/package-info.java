/** Examples for the rules of the house: some break one, some stay just within it. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.architecture.violations;
