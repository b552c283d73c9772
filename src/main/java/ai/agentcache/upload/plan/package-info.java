/** How a file is cut for its transfer, and how long the transfer takes. Knows nothing of edges. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload.plan;
