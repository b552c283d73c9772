/** The floor under the benchmarks: what the stack itself costs. Never part of the product. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.bench;
