/** Settings for the test of their reference. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.docs.example;
