/** Which files a tenant has uploaded already, so that nobody uploads them again. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload.dedup;
