package ai.agentcache.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.time.ManualClock;
import ai.agentcache.upload.decision.Asked.Origin;
import ai.agentcache.upload.edge.Location;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocatorTest {

  private static final Location ROME = new Location(41.9, 12.5);
  private static final MultiMap NO_HEADERS = MultiMap.caseInsensitiveMultiMap();
  private static final Map<String, String> TRUSTING =
      Map.of("latitude-header", "X-Geo-Lat", "longitude-header", "X-Geo-Lng");

  private final ManualClock clock = new ManualClock();

  @Test
  void locate_requestSaysIt_countsMost() {
    Located located = locator(TRUSTING).locate("t", "u", Optional.of(ROME), headers("1", "2"));

    assertEquals(Located.at(ROME, Origin.REQUEST), located);
  }

  @Test
  void locate_trustedHeader_isBelieved() {
    Located located =
        locator(TRUSTING).locate("t", "u", Optional.empty(), headers("-33.87", "151.2"));

    assertEquals(Located.at(new Location(-33.87, 151.2), Origin.HEADER), located);
  }

  @Test
  void locate_headerThatNobodyTrusts_isNotRead() {
    Located located =
        locator(Map.of()).locate("t", "u", Optional.empty(), headers("-33.87", "151.2"));

    assertEquals(Origin.UNKNOWN, located.origin());
  }

  @ParameterizedTest
  @CsvSource({"91,1", "1,181", "x,1", "NaN,1", "1e1,1", "'',1", "1,"})
  void locate_headerThatIsNoPlace_isPassedOver(String latitude, @Nullable String longitude) {
    Located located =
        locator(TRUSTING).locate("t", "u", Optional.empty(), headers(latitude, longitude));

    assertEquals(Origin.UNKNOWN, located.origin());
  }

  @Test
  void locate_earlierRequestOfTheUser_isRememberedForADay() {
    Locator locator = locator(Map.of());
    locator.locate("t", "u", Optional.of(ROME), NO_HEADERS);

    assertEquals(Origin.EARLIER, locator.locate("t", "u", Optional.empty(), NO_HEADERS).origin());
    assertEquals(Origin.UNKNOWN, locator.locate("t", "v", Optional.empty(), NO_HEADERS).origin());
    assertEquals(Origin.UNKNOWN, locator.locate("s", "u", Optional.empty(), NO_HEADERS).origin());
    clock.advance(Duration.ofHours(24));
    assertEquals(Origin.UNKNOWN, locator.locate("t", "u", Optional.empty(), NO_HEADERS).origin());
  }

  @Test
  void locate_tenantWithAPlace_isThere() {
    Located located =
        locator(Map.of("tenants.acme", "41.9, 12.5"))
            .locate("acme", "u", Optional.empty(), NO_HEADERS);

    assertEquals(Optional.of(ROME), located.place());
    assertEquals(Origin.TENANT, located.origin());
    assertEquals(true, located.warning().isPresent());
  }

  @Test
  void new_tenantWithoutAPlaceOnEarth_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> locator(Map.of("tenants.acme", "Rome")));
    assertThrows(IllegalArgumentException.class, () -> locator(Map.of("tenants.acme", "100,0")));
  }

  private static MultiMap headers(String latitude, @Nullable String longitude) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("x-geo-lat", latitude);
    return longitude == null ? headers : headers.add("x-geo-lng", longitude);
  }

  private Locator locator(Map<String, String> properties) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(LocationConfig.class);
    properties.forEach(
        (name, value) -> builder.withDefaultValue("agentcache.upload.location." + name, value));
    return new Locator(builder.build().getConfigMapping(LocationConfig.class), clock);
  }
}
