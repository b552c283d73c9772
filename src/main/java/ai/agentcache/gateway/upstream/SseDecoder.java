package ai.agentcache.gateway.upstream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the data of server-sent events in the bytes of a stream, as the HTML standard describes
 * their format; comments, names, ids and retry times are skipped. Bounded: an event that is too
 * large is a {@link IllegalStateException}.
 */
final class SseDecoder {

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int maxEventBytes;
  private final Consumer<byte[]> events;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(512);
  private boolean hasData;
  private boolean afterReturn;
  private boolean first = true;

  /**
   * @param maxEventBytes largest line and largest event
   * @param events told of the data of each event
   */
  SseDecoder(int maxEventBytes, Consumer<byte[]> events) {
    this.maxEventBytes = maxEventBytes;
    this.events = events;
  }

  /** Takes the next bytes of the stream. */
  void feed(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte unit = bytes[i];
      if (unit == '\n' || unit == '\r') {
        if (!(unit == '\n' && afterReturn && i == from && line.size() == 0)) {
          keep(bytes, from, i);
          endLine();
        }
        from = i + 1;
      }
      afterReturn = unit == '\r';
    }
    keep(bytes, from, bytes.length);
  }

  /** The stream is over: an event without its empty line is given out all the same. */
  void end() {
    if (line.size() > 0) {
      endLine();
    }
    dispatch();
  }

  private void keep(byte[] bytes, int from, int to) {
    if (line.size() + data.size() + to - from > maxEventBytes) {
      throw new IllegalStateException("an event is larger than " + maxEventBytes + " bytes");
    }
    line.write(bytes, from, to - from);
  }

  private void endLine() {
    byte[] text = line.toByteArray();
    line.reset();
    if (first && text.length >= 3 && Arrays.equals(text, 0, 3, MARK, 0, 3)) {
      text = Arrays.copyOfRange(text, 3, text.length);
    }
    first = false;
    if (text.length == 0) {
      dispatch();
    } else if (isData(text)) {
      addData(text);
    }
  }

  private static boolean isData(byte[] text) {
    return text.length >= DATA.length
        && Arrays.equals(text, 0, DATA.length, DATA, 0, DATA.length)
        && (text.length == DATA.length || text[DATA.length] == ':');
  }

  private void addData(byte[] text) {
    int from = DATA.length + 1;
    if (from < text.length && text[from] == ' ') {
      from++;
    }
    if (hasData) {
      data.write('\n');
    }
    hasData = true;
    if (from < text.length) {
      data.write(text, from, text.length - from);
    }
  }

  private void dispatch() {
    if (hasData) {
      byte[] event = data.toByteArray();
      data.reset();
      hasData = false;
      events.accept(event);
    }
  }
}
