/** Where uploads go: edges, what is known of them, and which of them are best for whom. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload.edge;
