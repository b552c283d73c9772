/** Tests of the embedded stores. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.embedded;
