package ai.agentcache.gateway.anthropic;

/** Sees when a JSON object that comes in pieces is complete, without reading it twice. */
final class JsonEnd {

  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean reached;

  void read(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (inText) {
        inText = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        inText = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        reached |= --depth <= 0;
      }
    }
  }

  /** Whether its last brace was read. */
  boolean isReached() {
    return reached;
  }
}
