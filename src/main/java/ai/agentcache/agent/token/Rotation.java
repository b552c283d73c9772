package ai.agentcache.agent.token;

import ai.agentcache.access.RequestContext;
import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.launch.Environment;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Ends tokens. The first who refreshes a token decides what replaces it; who refreshes it at the
 * same time or shortly after, on whatever replica, gets the very same. Needs Redis.
 */
@Singleton
public final class Rotation {

  private final BiFunction<Revocation, Successor, Uni<Optional<Successor>>> rotate;
  private final Function<Revocation, Uni<Optional<Successor>>> revoke;
  private final TokenWriter writer;
  private final Revocations revocations;
  private final Clock clock;
  private final long graceMillis;
  private final long life;
  private final Map<String, Uni<AgentClaims>> underWay = new ConcurrentHashMap<>();

  @Inject
  Rotation(
      TokenStore store,
      TokenWriter writer,
      Revocations revocations,
      Clock clock,
      TokenConfig config,
      Environment environment) {
    this(store::rotate, store::revoke, writer, revocations, clock, config, environment);
  }

  /** With what replaces and what revokes a token. */
  Rotation(
      BiFunction<Revocation, Successor, Uni<Optional<Successor>>> rotate,
      Function<Revocation, Uni<Optional<Successor>>> revoke,
      TokenWriter writer,
      Revocations revocations,
      Clock clock,
      TokenConfig config,
      Environment environment) {
    this.rotate = rotate;
    this.revoke = revoke;
    this.writer = writer;
    this.revocations = revocations;
    this.clock = clock;
    this.graceMillis = config.grace().toMillis();
    this.life = ClaimRules.life(environment);
  }

  /** Whether a token may have that id. */
  public static boolean isTokenId(String text) {
    return ClaimRules.isId(text);
  }

  /**
   * The token that replaces a valid one; Redis is asked once for all who ask at the same time.
   * Fails with INVALID_AGENT_TOKEN when it is too late.
   */
  public Uni<AgentClaims> refresh(AgentClaims old) {
    return underWay
        .computeIfAbsent(
            old.id(),
            id ->
                Uni.createFrom()
                    .deferred(() -> refreshing(old))
                    .onTermination()
                    .invoke(() -> underWay.remove(id))
                    .memoize()
                    .indefinitely())
        .emitOn(RequestContext.current());
  }

  private Uni<AgentClaims> refreshing(AgentClaims old) {
    Successor mine = new Successor(writer.newId(), clock.epochSeconds());
    return rotate.apply(endOf(old, mine), mine).map(earlier -> replaced(old, earlier.orElse(mine)));
  }

  private AgentClaims replaced(AgentClaims old, Successor next) {
    Revocation end = endOf(old, next);
    revocations.add(end);
    if (clock.epochMillis() >= end.fromMillis()) {
      throw new ApiException(ErrorCode.INVALID_AGENT_TOKEN, "it was replaced by another");
    }
    return writer.successor(old, next);
  }

  private Revocation endOf(AgentClaims old, Successor next) {
    return new Revocation(old.id(), next.issuedAt() * 1_000 + graceMillis, old.expiresAt());
  }

  /** Ends a valid token now. */
  public Uni<Void> revoke(AgentClaims claims) {
    return revoke(new Revocation(claims.id(), clock.epochMillis(), claims.expiresAt()));
  }

  /** Ends the token of that id now, if there is one. */
  public Uni<Void> revoke(String id) {
    return revoke(new Revocation(id, clock.epochMillis(), clock.epochSeconds() + life));
  }

  /**
   * What has replaced it ends with it, or whoever refreshed it first would keep what was stolen.
   */
  private Uni<Void> revoke(Revocation revocation) {
    return revoke
        .apply(revocation)
        .invoke(() -> revocations.add(revocation))
        .chain(next -> next.isEmpty() ? Uni.createFrom().voidItem() : revoke(next.get().id()));
  }
}
