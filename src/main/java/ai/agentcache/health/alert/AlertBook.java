package ai.agentcache.health.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, and what was told of it. A trouble is told when it begins and when it is over;
 * within the cooldown after that it is not told again, unless it is worse than before.
 *
 * <p>Takes the time and returns what to tell; safe for use by several threads.
 */
public final class AlertBook {

  private final Duration cooldown;
  private final int keep;
  private final Map<String, Trouble> troubles = new HashMap<>();
  private final ArrayDeque<Alert> history = new ArrayDeque<>();

  /** What is known of one fingerprint. */
  private static final class Trouble {
    private @Nullable Finding wrong;
    private Instant since;
    private @Nullable Severity told;
    private Severity lastTold = Severity.WARNING;
    private Severity worst = Severity.WARNING;
    private @Nullable Instant toldAt;

    Trouble(Instant since) {
      this.since = since;
    }

    /** What to tell of it being so, or null. */
    Alert.@Nullable Event hear(Finding finding, Instant now, Duration cooldown) {
      if (wrong == null) {
        since = now;
      }
      wrong = finding;
      boolean due = toldAt == null || !now.isBefore(toldAt.plus(cooldown));
      boolean worse =
          toldAt != null && finding.severity().compareTo(told == null ? lastTold : told) > 0;
      if (!due && !worse) {
        return null;
      }
      Alert.Event event =
          told == null ? Alert.Event.FIRING : worse ? Alert.Event.ESCALATED : Alert.Event.REPEATED;
      worst = told == null || finding.severity().compareTo(worst) > 0 ? finding.severity() : worst;
      told = finding.severity();
      lastTold = finding.severity();
      toldAt = now;
      return event;
    }

    /** Whether to tell that it is over. */
    boolean isOver() {
      boolean tell = told != null;
      told = null;
      return tell;
    }
  }

  /**
   * @param cooldown how long a trouble is not told again
   * @param keep how many alerts are remembered
   */
  public AlertBook(Duration cooldown, int keep) {
    this.cooldown = cooldown;
    this.keep = keep;
  }

  /** Fingerprints of what is wrong. */
  public synchronized Set<String> wrong() {
    return troubles.entrySet().stream()
        .filter(entry -> entry.getValue().wrong != null)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What is wrong, the worst first. */
  public synchronized List<Alert> active(Instant now) {
    List<Alert> active = new ArrayList<>();
    for (Trouble trouble : troubles.values()) {
      if (trouble.wrong != null) {
        active.add(new Alert(trouble.wrong, Alert.Event.FIRING, trouble.since, now));
      }
    }
    active.sort(
        (one, other) -> {
          int worse = other.finding().severity().compareTo(one.finding().severity());
          return worse != 0 ? worse : one.since().compareTo(other.since());
        });
    return active;
  }

  /** What was told, the latest first. */
  public synchronized List<Alert> history() {
    List<Alert> told = new ArrayList<>(history.size());
    history.descendingIterator().forEachRemaining(told::add);
    return told;
  }

  /**
   * Takes what is wrong now; returns what to tell.
   *
   * @param better says of what was wrong how it is now that it is over
   */
  public synchronized List<Alert> take(
      Collection<Finding> findings, Instant now, Function<Finding, String> better) {
    List<Alert> told = new ArrayList<>();
    Set<String> wrong = findings.stream().map(Finding::fingerprint).collect(Collectors.toSet());
    for (Finding finding : findings) {
      Trouble trouble = troubles.computeIfAbsent(finding.fingerprint(), print -> new Trouble(now));
      Alert.Event event = trouble.hear(finding, now, cooldown);
      if (event != null) {
        told.add(new Alert(finding, event, trouble.since, now));
      }
    }
    troubles.forEach(
        (print, trouble) -> {
          Finding before = trouble.wrong;
          if (before != null && !wrong.contains(print)) {
            trouble.wrong = null;
            if (trouble.isOver()) {
              Finding over =
                  new Finding(before.rule(), before.subject(), trouble.worst, better.apply(before));
              told.add(new Alert(over, Alert.Event.RESOLVED, trouble.since, now));
            }
          }
        });
    forget(now);
    told.forEach(this::remember);
    return told;
  }

  private void forget(Instant now) {
    troubles
        .values()
        .removeIf(
            trouble ->
                trouble.wrong == null
                    && (trouble.toldAt == null || !now.isBefore(trouble.toldAt.plus(cooldown))));
  }

  private void remember(Alert alert) {
    history.addLast(alert);
    while (history.size() > keep) {
      history.removeFirst();
    }
  }
}
