/** The documents are held against the product: generated, executed or checked. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.docs;
