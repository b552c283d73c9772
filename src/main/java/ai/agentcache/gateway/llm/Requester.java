package ai.agentcache.gateway.llm;

import ai.agentcache.cache.Terms;

/**
 * Who asks, and what its headers say about caching.
 *
 * @param terms what the cache may do unless the body says otherwise
 * @param tenant the tenant's id
 * @param namespace the namespace
 */
public record Requester(Terms terms, String tenant, String namespace) {}
