/**
 * A programmable server that stands in for the LLM providers and speaks their wire formats. What it
 * answers is a neutral {@code Reply}; a wire format writes it; faults spoil it; a delivery sends
 * it.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.fakes;
