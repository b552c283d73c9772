package ai.agentcache.cache.flight;

import io.smallrye.mutiny.Multi;
import java.util.function.Supplier;

/**
 * Makes an answer when it is subscribed to, at most once; cancelling the subscription ends whatever
 * it does upstream. It may throw instead.
 */
@FunctionalInterface
public interface Computation extends Supplier<Multi<Piece>> {}
