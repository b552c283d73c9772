/**
 * The hub of the gateway: what a model is asked and what it answers, in no provider's words. Each
 * dialect translates to and from here, never to another dialect.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.chat;
