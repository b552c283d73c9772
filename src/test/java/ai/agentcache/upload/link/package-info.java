/**
 * A simulator of uploads over TCP, in simulated time: events, no sockets, the same numbers from the
 * same seed. It stands for the networks that predictions are held against.
 */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload.link;
