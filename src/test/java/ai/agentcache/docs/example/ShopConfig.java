package ai.agentcache.docs.example;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An example, with {@code code} and {@link Class#getName}. */
@ConfigMapping(prefix = "example.shop")
interface ShopConfig {

  /** What is written over the door, if anything is. */
  Optional<String> sign();

  /** What it sells. */
  @WithDefault("bread,milk")
  List<String> wares();

  /** Small or large; one | the other. */
  @WithDefault("small")
  Kind kind();

  /** When it is open. */
  Hours hours();

  /** The counters, by name. */
  Map<String, Counter> counters();

  /** Not a setting. */
  default boolean large() {
    return kind() == Kind.LARGE;
  }

  /** How large. */
  enum Kind {
    SMALL,
    LARGE
  }

  /** When it is open. */
  interface Hours {

    /** Since midnight. */
    @WithDefault("8h")
    @WithName("opening-time")
    Duration opens();
  }

  /** A counter. */
  interface Counter {

    /** Seats at it. */
    int seats();
  }
}
