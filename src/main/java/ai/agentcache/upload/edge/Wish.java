package ai.agentcache.upload.edge;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an upload shall be like.
 *
 * @param from where it comes from, if that is known
 * @param priority what matters
 * @param bytes how large it is
 * @param budget what it may cost at most, US dollars
 */
public record Wish(Optional<Location> from, Priority priority, long bytes, OptionalDouble budget) {}
