/** JettySpeed: where to upload, what not to upload, and how to go on after a crash. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload;
