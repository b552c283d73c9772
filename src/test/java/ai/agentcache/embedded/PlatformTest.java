package ai.agentcache.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.launch.LaunchRefusal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlatformTest {

  static Stream<Arguments> known() {
    return Stream.of(
        Arguments.of("Linux", "amd64", Platform.LINUX_X86_64),
        Arguments.of("Linux", "aarch64", Platform.LINUX_ARM64),
        Arguments.of("Mac OS X", "x86_64", Platform.MAC_X86_64),
        Arguments.of("Mac OS X", "aarch64", Platform.MAC_ARM64));
  }

  @ParameterizedTest
  @MethodSource("known")
  void of_knownSystem_isThatPlatform(String system, String processor, Platform platform) {
    assertEquals(platform, Platform.of(system, processor));
  }

  @Test
  void of_otherSystem_isRefusedSayingWhatToSet() {
    LaunchRefusal refusal =
        assertThrows(LaunchRefusal.class, () -> Platform.of("Windows 11", "amd64"));

    assertTrue(refusal.getMessage().contains("QUARKUS_REDIS_HOSTS and DATABASE_URL"));
  }

  @ParameterizedTest
  @MethodSource("known")
  void redis_everyPlatform_isOnTheClassPath(String system, String processor, Platform platform) {
    platform.redis().forEach(name -> assertNotNull(Archive.of(name).source(), name));
  }

  @Test
  void postgres_thisMachine_isOnTheClassPath() {
    assertNotNull(Archive.of(Platform.current().postgres()).source());
  }
}
