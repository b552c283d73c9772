package ai.agentcache.gateway.upstream;

import io.smallrye.mutiny.Multi;

/** What a provider answers when it answers well. */
@SuppressWarnings("ArrayRecordComponent") // bytes that are handed on, and compared by nobody
public sealed interface UpstreamAnswer {

  /** All at once: the body. */
  record Whole(byte[] body) implements UpstreamAnswer {}

  /**
   * Bit by bit: the data of its server-sent events as they come, without OpenAI's {@code [DONE]}.
   * Completes when the stream ends in order, fails with {@link UpstreamFailure} otherwise. To be
   * subscribed to once; cancelling ends the call.
   */
  record Streamed(Multi<byte[]> events) implements UpstreamAnswer {}
}
