package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One strict pass over JSON that leaves its canonical form (RFC 8785) in {@link #out()}. Made to be
 * used again and again by one thread. Errors name the byte, or the field where it is known.
 */
final class JsonPass {
  private static final ThreadLocal<JsonPass> OF_THREAD = ThreadLocal.withInitial(JsonPass::new);
  private static final int KEEP = 1 << 18;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final ByteBuilder out = new ByteBuilder(8192);
  private final Members members = new Members(out);
  private byte[] in = NULL;
  private int pos;
  private int end;
  private int depth;
  private int maxDepth;
  private int[] path = {};

  private JsonPass() {}

  /** The pass of this thread, at the start of a document. */
  static JsonPass over(byte[] in, int start, int end, int maxDepth) {
    JsonPass pass = OF_THREAD.get();
    pass.begin(in, start, end, maxDepth);
    return pass;
  }

  private void begin(byte[] document, int from, int to, int levels) {
    in = document;
    pos = from;
    end = to;
    depth = 0;
    maxDepth = levels;
    if (path.length <= levels) {
      path = new int[levels + 1];
    }
    out.clear(KEEP);
    members.clear(KEEP);
    reserve();
  }

  /** Room for the rest of the input, which only numbers can outgrow. */
  private void reserve() {
    out.reserve(end - pos + 2 + JsonText.SLACK);
  }

  /** The canonical form, until this thread makes another pass. */
  ByteBuilder out() {
    return out;
  }

  /** Reads a document of any kind. */
  void document() {
    start();
    value();
    finish();
  }

  /** Reads a document that is an object, and keeps aside the fields that {@code root} takes. */
  void document(Fields root) {
    if (start() != '{') {
      throw new ApiException(ErrorCode.INVALID_REQUEST, "the body must be a JSON object");
    }
    object(root);
    finish();
  }

  private byte start() {
    if (pos + 2 < end && in[pos] == (byte) 0xEF && in[pos + 1] == (byte) 0xBB) {
      throw malformed("JSON without a byte order mark");
    }
    return next("a JSON value, the body is empty");
  }

  private void finish() {
    while (pos < end && isSpace(in[pos])) {
      pos++;
    }
    if (pos < end) {
      throw malformed("nothing after the JSON value");
    }
    in = NULL;
  }

  private void value() {
    switch (in[pos]) {
      case '"' -> pos = JsonText.copy(in, pos, end, out);
      case '{' -> object(null);
      case '[' -> array(false);
      case 't' -> literal(TRUE);
      case 'f' -> literal(FALSE);
      case 'n' -> literal(NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw malformed("a JSON value");
    }
  }

  private void object(@Nullable Fields root) {
    open('{');
    int base = members.size();
    int region = out.length;
    if (next("a member name or `}`") == '}') {
      pos++;
    } else {
      boolean sorted = true;
      do {
        sorted &= root == null ? member(base) : rootMember(base, root);
      } while (another('}'));
      if (!sorted) {
        sort(base, region);
      }
      dropComma(region);
    }
    members.truncate(base);
    close('}');
  }

  private void sort(int base, int region) {
    int twice = members.sort(base);
    if (twice >= 0) {
      path[depth] = ~twice;
      throw ApiException.field(path(), "must be given only once");
    }
    members.rearrange(base, region);
  }

  /** Reads one member. Returns whether it sorts after the one before. */
  private boolean member(int base) {
    int row = name();
    value();
    return added(base, row);
  }

  private boolean rootMember(int base, Fields root) {
    int start = out.length;
    int row = name();
    Field field = Field.of(out.bytes, members.keyStart(row), members.keyEnd(row));
    int from = pos;
    if (field == Field.MESSAGES && in[pos] == '[') {
      array(true);
    } else {
      value();
    }
    if (field != null && root.take(field, in, from, pos).isControl()) {
      out.length = start;
      members.truncate(row);
      return true;
    }
    return added(base, row);
  }

  private boolean added(int base, int row) {
    members.end(row);
    out.put(',');
    return members.ascends(base, row);
  }

  /** Reads a member's name and colon, and stands on its value. */
  private int name() {
    if (next("a member name") != '"') {
      throw malformed("a member name");
    }
    int start = out.length;
    pos = JsonText.copy(in, pos, end, out);
    int row = members.push(start);
    path[depth] = ~row;
    members.escaped(row, hasEscape(start));
    if (next("`:`") != ':') {
      throw malformed("`:`");
    }
    pos++;
    out.put(':');
    next("a value");
    return row;
  }

  private boolean hasEscape(int start) {
    for (int i = start; i < out.length; i++) {
      if (out.bytes[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  private void array(boolean ofObjects) {
    open('[');
    int region = out.length;
    if (next("a value or `]`") == ']') {
      pos++;
    } else {
      int index = 0;
      do {
        path[depth] = index++;
        if (next("a value") != '{' && ofObjects) {
          throw ApiException.field(path(), "must be an object");
        }
        value();
        out.put(',');
      } while (another(']'));
      dropComma(region);
    }
    close(']');
  }

  private void open(char bracket) {
    if (++depth > maxDepth) {
      throw malformed("at most " + maxDepth + " levels of nesting");
    }
    pos++;
    out.put(bracket);
  }

  private void close(char bracket) {
    out.put(bracket);
    depth--;
  }

  private void dropComma(int region) {
    if (out.length > region) {
      out.length--;
    }
  }

  /** Whether a comma follows; otherwise it must be the closing bracket. */
  private boolean another(char bracket) {
    byte unit = next(bracket == '}' ? "`,` or `}`" : "`,` or `]`");
    if (unit != ',' && unit != bracket) {
      throw malformed(bracket == '}' ? "`,` or `}`" : "`,` or `]`");
    }
    pos++;
    return unit == ',';
  }

  private void number() {
    int from = pos;
    int scanned = JsonNumber.scan(in, pos, end);
    pos = scanned < 0 ? ~scanned : scanned;
    if (scanned >= 0) {
      out.add(in, from, pos);
      return;
    }
    if (!JsonNumber.put(in, from, pos, out)) {
      throw depth == 0
          ? Malformed.at(from, "a number in the range of a double")
          : ApiException.field(path(), "must be a number in the range of a double");
    }
    reserve();
  }

  private void literal(byte[] word) {
    int to = pos + word.length;
    if (to > end || !Arrays.equals(in, pos, to, word, 0, word.length)) {
      throw malformed("true, false or null");
    }
    out.add(word);
    pos = to;
  }

  /** Skips white space and returns the byte there. */
  private byte next(String expected) {
    while (pos < end) {
      byte unit = in[pos];
      if (unit > ' ' || !isSpace(unit)) {
        return unit;
      }
      pos++;
    }
    throw malformed(expected);
  }

  private static boolean isSpace(byte unit) {
    return unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t';
  }

  private ApiException malformed(String expected) {
    return Malformed.at(pos, expected);
  }

  /** Where in the document the pass is, such as {@code messages[2].role}. */
  private String path() {
    StringBuilder text = new StringBuilder();
    for (int level = 1; level <= depth; level++) {
      int step = path[level];
      if (step >= 0) {
        text.append('[').append(step).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(key(~step));
      }
    }
    return text.length() <= 200 ? text.toString() : text.substring(0, 200) + "…";
  }

  private String key(int row) {
    int start = members.keyStart(row);
    return new String(out.bytes, start, members.keyEnd(row) - start, StandardCharsets.UTF_8);
  }
}
