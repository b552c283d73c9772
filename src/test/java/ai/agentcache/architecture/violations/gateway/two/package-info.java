/** Examples for the rules of the house. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.architecture.violations.gateway.two;
