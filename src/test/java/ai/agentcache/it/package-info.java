/** Tests of the packaged service as a user runs it: another process, its real stores, signals. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.it;
