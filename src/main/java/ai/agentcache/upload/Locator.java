package ai.agentcache.upload;

import ai.agentcache.time.Clock;
import ai.agentcache.upload.decision.Asked.Origin;
import ai.agentcache.upload.edge.Location;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where callers are: as they say, else as a trusted proxy says, else as the same user said earlier
 * to this replica, else as the configuration says of the tenant.
 */
@Singleton
final class Locator {

  private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,15})?");

  private final Optional<String> latitudeHeader;
  private final Optional<String> longitudeHeader;
  private final Map<String, Location> tenants = new HashMap<>();
  private final Cache<Member, Location> earlier;

  private record Member(String tenant, String user) {}

  Locator(LocationConfig config, Clock clock) {
    this.latitudeHeader = config.latitudeHeader();
    this.longitudeHeader = config.longitudeHeader();
    config.tenants().forEach((tenant, place) -> tenants.put(tenant, configured(tenant, place)));
    this.earlier =
        Caffeine.newBuilder()
            .maximumSize(config.remembered())
            .expireAfterWrite(config.rememberFor())
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .build();
  }

  private static Location configured(String tenant, String place) {
    int comma = place.indexOf(',');
    return place(
            comma < 0 ? null : place.substring(0, comma).strip(),
            place.substring(comma + 1).strip())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "agentcache.upload.location.tenants."
                        + tenant
                        + " is not `latitude,longitude`: "
                        + place));
  }

  /** Where a caller is; what he says himself is remembered. */
  Located locate(String tenant, String user, Optional<Location> said, MultiMap headers) {
    if (said.isPresent()) {
      earlier.put(new Member(tenant, user), said.get());
      return Located.at(said.get(), Origin.REQUEST);
    }
    Optional<Location> told = told(headers);
    return told.map(place -> Located.at(place, Origin.HEADER))
        .orElseGet(() -> remembered(tenant, user));
  }

  private Optional<Location> told(MultiMap headers) {
    return latitudeHeader.isPresent() && longitudeHeader.isPresent()
        ? place(headers.get(latitudeHeader.get()), headers.get(longitudeHeader.get()))
        : Optional.empty();
  }

  private Located remembered(String tenant, String user) {
    Location before = earlier.getIfPresent(new Member(tenant, user));
    if (before != null) {
      return Located.at(before, Origin.EARLIER)
          .warning("userLocation was not sent: the one of an earlier request is used");
    }
    Location home = tenants.get(tenant);
    return home == null
        ? new Located(Optional.empty(), Origin.UNKNOWN, Optional.empty())
            .warning("the location is not known: send userLocation for edges by distance")
        : Located.at(home, Origin.TENANT)
            .warning("userLocation was not sent: the usual place of the tenant is used");
  }

  /** The place of two texts in degrees; empty if they are none. */
  private static Optional<Location> place(@Nullable String latitude, @Nullable String longitude) {
    if (latitude == null
        || longitude == null
        || !DEGREES.matcher(latitude).matches()
        || !DEGREES.matcher(longitude).matches()) {
      return Optional.empty();
    }
    double north = Double.parseDouble(latitude);
    double east = Double.parseDouble(longitude);
    return Location.isLatitude(north) && Location.isLongitude(east)
        ? Optional.of(new Location(north, east))
        : Optional.empty();
  }
}
