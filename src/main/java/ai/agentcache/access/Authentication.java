package ai.agentcache.access;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import io.netty.util.AsciiString;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who calls. */
@Singleton
final class Authentication {

  private static final CharSequence API_KEY = AsciiString.cached("x-api-key");
  private static final CharSequence AUTHORIZATION = AsciiString.cached("authorization");

  private final ConfiguredKeys configured;
  private final KeyRing ring;
  private final KeyDigest digest;
  private final Refusals refusals;

  Authentication(ConfiguredKeys configured, KeyRing ring, KeyDigest digest, Refusals refusals) {
    this.configured = configured;
    this.ring = ring;
    this.digest = digest;
    this.refusals = refusals;
  }

  /** Who calls, or null when only {@link #lookUp} can tell. */
  @Nullable Caller callerInMemory(RoutingContext routing) {
    return callerInMemory(routing, presented(routing));
  }

  private @Nullable Caller callerInMemory(RoutingContext routing, String text) {
    ApiKey key = ApiKey.parse(text);
    if (key == null) {
      return configuredHolder(text);
    }
    KnownKey known = ring.held(key.id());
    if (known != null) {
      return holder(routing, key, known);
    }
    if (ring.isUnknown(key.id())) {
      throw unknown(routing, key);
    }
    return null;
  }

  /** Who calls, with the store asked. */
  Uni<Caller> lookUp(RoutingContext routing) {
    return lookUp(routing, presented(routing));
  }

  /** Who holds a key that was read already, null if it could not be. */
  Uni<Caller> caller(RoutingContext routing, @Nullable String text) {
    if (text == null) {
      throw invalid();
    }
    Caller caller = callerInMemory(routing, text);
    return caller == null ? lookUp(routing, text) : Uni.createFrom().item(caller);
  }

  /** Whether there is a key of that id that may be used. */
  Uni<Boolean> isLive(String keyId) {
    if (!ApiKey.isId(keyId)) {
      return Uni.createFrom().item(configured.has(keyId));
    }
    if (ring.held(keyId) != null || ring.isUnknown(keyId)) {
      return Uni.createFrom().item(ring.held(keyId) != null);
    }
    return ring.find(keyId).map(Optional::isPresent);
  }

  private Uni<Caller> lookUp(RoutingContext routing, String text) {
    ApiKey key = ApiKey.parse(text);
    if (key == null) {
      return Uni.createFrom().failure(invalid());
    }
    return ring.find(key.id()).map(found -> holder(routing, key, found));
  }

  private Caller holder(RoutingContext routing, ApiKey key, Optional<KnownKey> found) {
    return holder(routing, key, found.orElseThrow(() -> unknown(routing, key)));
  }

  private Caller holder(RoutingContext routing, ApiKey key, KnownKey known) {
    if (known.isOpenedBy(key.text(), digest)) {
      return known.caller();
    }
    throw unknown(routing, key);
  }

  private Caller configuredHolder(String text) {
    Caller caller = configured.holder(text);
    if (caller == null) {
      throw invalid();
    }
    return caller;
  }

  private static String presented(RoutingContext routing) {
    MultiMap headers = routing.request().headers();
    String text = Credentials.key(headers.getAll(API_KEY), headers.getAll(AUTHORIZATION));
    if (text == null) {
      throw invalid();
    }
    return text;
  }

  private ApiException unknown(RoutingContext routing, ApiKey key) {
    refusals.unknownKey(routing, key.id());
    return invalid();
  }

  private static ApiException invalid() {
    return new ApiException(
        ErrorCode.INVALID_API_KEY,
        "Send a valid key as `X-API-Key: <key>` or `Authorization: Bearer <key>`, the same if both.");
  }
}
