/** The service under faults: a fault-injecting proxy, a paced load driver, and what they showed. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.faults;
