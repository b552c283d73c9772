package ai.agentcache.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the place of a caller is known who does not tell it. Addresses are never looked up, and
 * {@code X-Forwarded-For} is never read.
 */
@ConfigMapping(prefix = "agentcache.upload.location")
public interface LocationConfig {

  /**
   * The header field in which a proxy in front tells the caller's latitude, in degrees north as in
   * {@code 37.7749}. Only to be set where the proxy writes or removes the field of every request:
   * what it says is believed. Not set: no header is read.
   */
  Optional<String> latitudeHeader();

  /** The same for the longitude, in degrees east as in {@code -122.4194}. */
  Optional<String> longitudeHeader();

  /**
   * Where the uploads of a tenant come from unless something else is known, as {@code
   * latitude,longitude}; the key is the tenant's id.
   */
  Map<String, String> tenants();

  /** How long the place is remembered that a user told in an earlier request. */
  @WithDefault("24h")
  Duration rememberFor();

  /** Users whose place is remembered; the one that was not heard of for longest is forgotten. */
  @WithDefault("50000")
  int remembered();
}
