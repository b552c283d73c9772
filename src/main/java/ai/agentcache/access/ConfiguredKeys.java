package ai.agentcache.access;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that come from configuration: the demo keys and the operator's. */
@Singleton
@Startup
final class ConfiguredKeys {

  /** The tenant of all demo keys. */
  static final String DEMO_TENANT = "demo";

  private static final String OPERATOR = "operator";
  private static final String OPERATOR_KEY_FOR_DEVELOPMENT = "ac_admin_development";

  private final KeyDigest digest;
  private final Map<String, Caller> demo;
  private final byte @Nullable [] operatorHash;
  private final Caller operator = new Caller(OPERATOR, OPERATOR, Caller.Role.OPERATOR, 0, 0);

  ConfiguredKeys(AccessConfig config, KeyDigest digest, Plans plans) {
    this.digest = digest;
    String operatorKey = operatorKey(config);
    operatorHash = operatorKey == null ? null : digest.of(operatorKey);
    demo =
        demoEnabled(config)
            ? config.demoKeys().stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), key -> demoCaller(key, plans)))
            : Map.of();
  }

  static boolean demoEnabled(AccessConfig config) {
    return config.demoEnabled().orElse(!config.production());
  }

  private static @Nullable String operatorKey(AccessConfig config) {
    if (config.operatorKey().isPresent()) {
      return config.operatorKey().get();
    }
    if (config.production()) {
      return null;
    }
    Log.warnf(
        "AGENTCACHE_ADMIN_KEY is not set: the operator's key is %s", OPERATOR_KEY_FOR_DEVELOPMENT);
    return OPERATOR_KEY_FOR_DEVELOPMENT;
  }

  /** The id is a hash, so that it is the same on every replica and gives nothing away. */
  private Caller demoCaller(String key, Plans plans) {
    String id = "demo-" + HexFormat.of().formatHex(digest.of(key), 0, 8);
    KeyRecord.Terms terms = new KeyRecord.Terms(Plan.DEMO, null, null, null, null);
    return plans.caller(DEMO_TENANT, id, terms);
  }

  /** Who holds that key, or null. */
  @Nullable Caller holder(String text) {
    Caller caller = demo.get(text);
    return caller != null ? caller : operatorOf(text);
  }

  /** Whether one of the demo keys has that public id. */
  boolean has(String keyId) {
    return demo.values().stream().anyMatch(caller -> caller.keyId().equals(keyId));
  }

  private @Nullable Caller operatorOf(String text) {
    return operatorHash != null && digest.matches(text, operatorHash) ? operator : null;
  }
}
