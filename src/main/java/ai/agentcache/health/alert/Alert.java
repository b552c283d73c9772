package ai.agentcache.health.alert;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that is told.
 *
 * @param finding what is wrong; or was, as bad as it was told to be, and how it is now
 * @param event what became of it
 * @param since when it began
 * @param at when this was told
 */
public record Alert(Finding finding, Event event, Instant since, Instant at) {

  /** What became of a trouble. */
  public enum Event {
    /** It began. */
    FIRING,
    /** It goes on. */
    REPEATED,
    /** It became worse. */
    ESCALATED,
    /** It is over. */
    RESOLVED;

    /** As it is written. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
