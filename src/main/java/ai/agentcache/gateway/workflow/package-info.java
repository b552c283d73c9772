/** Graphs of prompts: planned by a model, checked, and run, independent nodes at once. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.workflow;
