@org.jspecify.annotations.NullMarked
package ai.agentcache.gateway.session;
