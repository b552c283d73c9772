/** One gateway to Postgres: the pool, transactions, migrations. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.postgres;
