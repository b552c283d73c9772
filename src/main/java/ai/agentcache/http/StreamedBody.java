package ai.agentcache.http;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * An answer of server-sent events that is written as it comes.
 *
 * @param events the bytes of the events; cancelled when the client goes away
 * @param keepAliveMillis after how much silence a comment is sent, so that nobody on the way takes
 *     the connection for dead
 */
public record StreamedBody(Multi<Buffer> events, long keepAliveMillis) {}
