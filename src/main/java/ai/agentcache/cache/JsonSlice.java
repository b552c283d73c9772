package ai.agentcache.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as the bytes it was sent in, inside a document that has been checked before. Equal
 * to another of the same bytes. The bytes are shared: nobody changes them.
 */
public final class JsonSlice {
  private final byte[] bytes;
  private final int start;
  private final int end;

  JsonSlice(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The value that fills {@code json}, which must be known to be valid, without a copy. */
  public static JsonSlice ofValid(byte[] json) {
    int start = skipSpace(json, 0);
    return new JsonSlice(json, start, skip(json, start));
  }

  /**
   * The value that fills {@code json}.
   *
   * @throws ai.agentcache.http.ApiException if it is not valid JSON
   */
  public static JsonSlice of(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    JsonPass.over(bytes, 0, bytes.length, CanonicalJson.DEFAULT_DEPTH).document();
    return ofValid(bytes);
  }

  /** How many bytes it has. */
  public int length() {
    return end - start;
  }

  /** A copy of its bytes. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /** Copies its bytes to {@code target} and returns where they end there. */
  public int copyTo(byte[] target, int at) {
    System.arraycopy(bytes, start, target, at, length());
    return at + length();
  }

  /** The same value in an array of its own, so that it does not hold a larger one. */
  JsonSlice compact() {
    return length() == bytes.length ? this : new JsonSlice(toBytes(), 0, length());
  }

  byte[] array() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether it is a string. */
  public boolean isString() {
    return bytes[start] == '"';
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return bytes[start] == '{';
  }

  /** Whether it is an array. */
  public boolean isArray() {
    return bytes[start] == '[';
  }

  /** Whether it is {@code null}. */
  public boolean isNull() {
    return bytes[start] == 'n';
  }

  boolean isTrue() {
    return bytes[start] == 't';
  }

  boolean isBoolean() {
    return isTrue() || bytes[start] == 'f';
  }

  boolean isNumber() {
    return bytes[start] == '-' || (bytes[start] >= '0' && bytes[start] <= '9');
  }

  /** Whether it is an empty string, array or object. */
  boolean isEmpty() {
    byte first = bytes[skipSpace(bytes, start + 1)];
    return isString() ? length() == 2 : first == ']' || first == '}';
  }

  /** The text of a string; of any other value its JSON. */
  public String text() {
    return isString() ? unescape(bytes, start + 1, end - 1) : toString();
  }

  /** The values of an array; of any other value none. */
  public List<JsonSlice> items() {
    List<JsonSlice> items = new ArrayList<>();
    int at = isArray() ? skipSpace(bytes, start + 1) : end;
    while (at < end && bytes[at] != ']') {
      int stop = skip(bytes, at);
      items.add(new JsonSlice(bytes, at, stop));
      at = skipComma(stop);
    }
    return items;
  }

  /** The members of an object in the order they were sent in; of any other value none. */
  public Map<String, JsonSlice> members() {
    Map<String, JsonSlice> members = new LinkedHashMap<>();
    int at = isObject() ? skipSpace(bytes, start + 1) : end;
    while (at < end && bytes[at] != '}') {
      int nameEnd = skip(bytes, at);
      int from = skipSpace(bytes, skipSpace(bytes, nameEnd) + 1);
      int stop = skip(bytes, from);
      members.put(unescape(bytes, at + 1, nameEnd - 1), new JsonSlice(bytes, from, stop));
      at = skipComma(stop);
    }
    return members;
  }

  /** The member of an object with that name, unless it is absent or {@code null}. */
  public Optional<JsonSlice> member(String name) {
    return Optional.ofNullable(members().get(name)).filter(value -> !value.isNull());
  }

  private int skipComma(int pos) {
    int at = skipSpace(bytes, pos);
    return bytes[at] == ',' ? skipSpace(bytes, at + 1) : at;
  }

  private static int skipSpace(byte[] in, int pos) {
    int at = pos;
    while (at < in.length && in[at] <= ' ' && in[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Where the value at {@code pos} ends. */
  private static int skip(byte[] in, int pos) {
    int depth = 0;
    int at = pos;
    do {
      byte unit = in[at];
      if (unit == '"') {
        at = skipString(in, at);
      } else if (unit == '{' || unit == '[') {
        depth++;
        at++;
      } else if (unit == '}' || unit == ']') {
        depth--;
        at++;
      } else {
        at = depth == 0 ? skipWord(in, at) : at + 1;
      }
    } while (depth > 0);
    return at;
  }

  private static int skipString(byte[] in, int pos) {
    int at = pos + 1;
    while (in[at] != '"') {
      at += in[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static int skipWord(byte[] in, int pos) {
    int at = pos;
    while (at < in.length && in[at] > ' ' && in[at] != ',' && in[at] != ']' && in[at] != '}') {
      at++;
    }
    return at;
  }

  /** The characters of a valid string between its quotes. */
  static String unescape(byte[] in, int start, int end) {
    StringBuilder text = null;
    int from = start;
    for (int at = start; at < end; ) {
      if (in[at] == '\\') {
        text = text == null ? new StringBuilder(end - start) : text;
        text.append(utf8(in, from, at));
        from = at + (in[at + 1] == 'u' ? 6 : 2);
        text.append(escaped(in, at + 1));
        at = from;
      } else {
        at++;
      }
    }
    String rest = utf8(in, from, end);
    return text == null ? rest : text.append(rest).toString();
  }

  private static String utf8(byte[] in, int start, int end) {
    return new String(in, start, end - start, StandardCharsets.UTF_8);
  }

  private static char escaped(byte[] in, int pos) {
    return switch (in[pos]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) Integer.parseInt(utf8(in, pos + 1, pos + 5), 16);
      default -> (char) in[pos];
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonSlice that
        && Arrays.equals(bytes, start, end, that.bytes, that.start, that.end);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** Its JSON. */
  @Override
  public String toString() {
    return utf8(bytes, start, end);
  }
}
