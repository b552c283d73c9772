package ai.agentcache.webhook;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.JsonFields;
import ai.agentcache.webhook.Webhook.Terms;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what the owner of an endpoint says of it. */
@Singleton
final class Wish {

  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("url", "events", "description", "format", "enabled"));
  private static final int MOST_EVENTS = 50;
  private static final int LONGEST_EVENT = 64;

  private final TargetGuard guard;
  private final WebhookConfig config;

  Wish(TargetGuard guard, WebhookConfig config) {
    this.guard = guard;
    this.config = config;
  }

  /** A new endpoint; fails with {@link ApiException}, which names the field. */
  Terms parse(byte[] body, Owner owner) {
    JsonFields fields = JsonFields.parse(body, FIELDS);
    fields.text("url", config.urlLength());
    if (fields.texts("events", MOST_EVENTS, LONGEST_EVENT).isEmpty()) {
      throw ApiException.missing("events", "a list of types of events, or [\"*\"] for all");
    }
    return over(new Terms("", List.of(), null, Format.STANDARD, true), fields, owner);
  }

  /** A change: what is not named stays. */
  Change change(byte[] body, Owner owner) {
    JsonFields fields = JsonFields.parse(body, FIELDS);
    return before -> over(before, fields, owner);
  }

  /** A change of an endpoint. */
  @FunctionalInterface
  interface Change {
    Terms of(Terms before);
  }

  private Terms over(Terms before, JsonFields fields, Owner owner) {
    String url = fields.optionalText("url", config.urlLength());
    List<String> events = fields.texts("events", MOST_EVENTS, LONGEST_EVENT);
    String description = fields.optionalText("description", config.descriptionLength());
    String format = fields.optionalText("format", LONGEST_EVENT);
    Boolean enabled = fields.optionalFlag("enabled");
    return new Terms(
        url == null ? before.url() : checkedUrl(url),
        events.isEmpty() ? before.events() : checkedEvents(events, owner),
        description == null ? before.description() : description,
        format == null ? before.format() : checkedFormat(format),
        enabled == null ? before.enabled() : enabled);
  }

  private String checkedUrl(String url) {
    try {
      guard.parse(url);
      return url;
    } catch (Target.UnfitException unfit) {
      throw ApiException.field("url", unfit.expectation());
    }
  }

  private static List<String> checkedEvents(List<String> events, Owner owner) {
    if (events.contains(Webhook.ALL)) {
      return List.of(Webhook.ALL);
    }
    List<String> known = owner.types();
    if (!known.containsAll(events)) {
      throw ApiException.field("events", "must be [\"*\"] or some of " + String.join(", ", known));
    }
    return List.copyOf(new LinkedHashSet<>(events));
  }

  private static Format checkedFormat(String format) {
    return Format.named(format)
        .orElseThrow(() -> ApiException.field("format", "must be standard or slack"));
  }
}
