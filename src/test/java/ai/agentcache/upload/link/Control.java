package ai.agentcache.upload.link;

/** The ways to control congestion. */
public enum Control {
  RENO,
  CUBIC,
  BBR;

  /** For a new stream, whose units have so many segments. */
  Congestion begin(int segments) {
    return switch (this) {
      case RENO -> new Reno(segments);
      case CUBIC -> new Cubic(segments);
      case BBR -> new Bbr(segments);
    };
  }
}
