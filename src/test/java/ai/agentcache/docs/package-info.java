/** Documents that are made from the code, and the tests that keep them so. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.docs;
