package ai.agentcache.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads one HTTP/1.1 answer as its bytes come. Understands {@code Content-Length} only, which is
 * all that the service sends outside of event streams; anything else is a broken answer.
 */
final class AnswerParser {

  private static final String LENGTH = "\r\ncontent-length:";

  private byte[] bytes = new byte[4096];
  private int size;
  private int bodyAt = -1;
  private int end;
  private int status;
  private boolean closing;

  /** Forgets the last answer. */
  void reset() {
    size = 0;
    bodyAt = -1;
    status = 0;
    closing = false;
  }

  /** Takes bytes; true when the answer is whole. */
  boolean take(ByteBuffer piece) {
    int length = piece.remaining();
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
    piece.get(bytes, size, length);
    size += length;
    if (bodyAt < 0) {
      findBody(Math.max(3, size - length));
    }
    return bodyAt >= 0 && size >= end;
  }

  private void findBody(int from) {
    for (int i = from; i < size; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        bodyAt = i + 1;
        readHead(new String(bytes, 0, i, StandardCharsets.ISO_8859_1));
        return;
      }
    }
  }

  private void readHead(String head) {
    if (!head.startsWith("HTTP/1.1 ")) {
      throw new IllegalStateException("not an answer: " + head);
    }
    status = Integer.parseInt(head.substring(9, 12));
    String lower = head.toLowerCase(Locale.ROOT);
    closing = lower.contains("\r\nconnection: close");
    end = bodyAt + (status == 204 ? 0 : contentLength(lower));
  }

  private static int contentLength(String head) {
    int at = head.indexOf(LENGTH);
    if (at < 0) {
      throw new IllegalStateException("no Content-Length: " + head);
    }
    int lineEnd = head.indexOf('\r', at + 2);
    return Integer.parseInt(head.substring(at + LENGTH.length(), lineEnd).strip());
  }

  int status() {
    return status;
  }

  String body() {
    return new String(bytes, bodyAt, end - bodyAt, StandardCharsets.UTF_8);
  }

  /** Whether the server ends the connection after this answer. */
  boolean closing() {
    return closing;
  }

  /** Bytes beyond the answer, of which there must be none: nothing more was asked for. */
  int surplus() {
    return size - end;
  }
}
