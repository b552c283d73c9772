package ai.agentcache.health;

import java.time.Instant;

/**
 * A part of the service as it was when it was looked at last.
 *
 * @param name what it is called
 * @param status how it was
 * @param message what was seen
 * @param at when
 */
public record Checked(String name, Status status, String message, Instant at) {}
