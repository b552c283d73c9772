package ai.agentcache.upload.chunk;

/**
 * A session as Postgres has it.
 *
 * @param state its state
 * @param totals how far it is
 */
public record Written(String state, Totals totals) {}
