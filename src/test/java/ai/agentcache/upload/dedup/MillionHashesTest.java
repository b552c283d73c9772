package ai.agentcache.upload.dedup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Look-ups among very many files; takes minutes, so only when it is asked for. */
@QuarkusTest
@EnabledIfSystemProperty(
    named = "bench.hashes",
    matches = "[0-9]+",
    disabledReason = "runs with -Dbench.hashes=1000000")
class MillionHashesTest {

  private static final int LOOK_UPS = 20_000;
  private static final int STEP = 10_000;

  @Inject KnownFiles known;
  @Inject UploadRig rig;

  @Test
  void find_amongThem_isUnder50MillisInTheSlowestOfAHundred() {
    long count = Long.getLong("bench.hashes");
    String tenant = "million-" + UUID.randomUUID();
    rig.awaitSchema();
    for (long from = 1; from < count; from += STEP) {
      rig.run(
          """
          INSERT INTO file_hashes (file_id, tenant, sha256, size, file_name, first_uploaded_at,
            last_uploaded_at)
          SELECT gen_random_uuid(), $1, sha256(int8send(i)), i, 'f', now(), now()
          FROM generate_series($2::bigint, $2::bigint + 9999) i
          """,
          tenant,
          from);
    }
    Random random = new Random(3);
    List<Long> wanted = random.longs(LOOK_UPS, 1, count).boxed().toList();
    long start = System.nanoTime();
    List<Long> nanos =
        Multi.createFrom()
            .iterable(wanted)
            .onItem()
            .transformToUni(size -> timed(tenant, size))
            .merge(16)
            .collect()
            .asList()
            .await()
            .atMost(Duration.ofMinutes(2));
    double seconds = (System.nanoTime() - start) / 1e9;
    long p99 = nanos.stream().sorted().toList().get(LOOK_UPS * 99 / 100);
    System.out.printf(
        "%d hashes: %.0f look-ups/s, p99 %.1f ms%n", count, LOOK_UPS / seconds, p99 / 1e6);
    assertTrue(p99 < 50_000_000, p99 / 1e6 + " ms");
  }

  private Uni<Long> timed(String tenant, long size) {
    long start = System.nanoTime();
    return known
        .find(tenant, FileHash.of(sha256(size)), size)
        .invoke(found -> assertTrue(found.isPresent()))
        .map(found -> System.nanoTime() - start);
  }

  private static String sha256(long value) {
    try {
      byte[] bytes = ByteBuffer.allocate(8).putLong(value).array();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
