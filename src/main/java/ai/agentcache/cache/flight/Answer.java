package ai.agentcache.cache.flight;

import java.util.List;

/**
 * A complete answer.
 *
 * @param head what was known before it, JSON
 * @param events its parts, JSON each
 * @param end how it ended
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are handed on, and compared by nobody
public record Answer(byte[] head, List<byte[]> events, Piece.End end) {}
