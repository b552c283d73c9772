/** The rules of the house and the proof that each of them bites. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.architecture;
