/** What the tests of uploads share. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload;
