package ai.agentcache.gateway.llm;

import ai.agentcache.cache.Terms;
import ai.agentcache.gateway.Customer;

/**
 * Who asks, and what its headers say about caching.
 *
 * @param terms what the cache may do unless the body says otherwise
 * @param customer on whose behalf
 */
public record Requester(Terms terms, Customer customer) {}
