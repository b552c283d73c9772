package ai.agentcache.upload.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FileStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @Inject FileStore store;
  @Inject KnownFiles known;
  @Inject UploadRig rig;

  @BeforeEach
  void schema() {
    rig.awaitSchema();
  }

  @Test
  void find_onlyTheTenantHashAndSizeThatAgree() {
    String tenant = tenant();
    UUID file = insert(tenant, 1, 10);

    assertEquals(file, of(store.find(tenant, hash(1), 10)).orElseThrow().fileId());
    assertEquals(Optional.empty(), of(store.find(tenant, hash(1), 11)));
    assertEquals(Optional.empty(), of(store.find(tenant, hash(2), 10)));
    assertEquals(Optional.empty(), of(store.find(tenant(), hash(1), 10)));
    assertEquals(Optional.empty(), of(known.find(tenant, FileHash.of("md5:x"), 10)));
  }

  @Test
  void findAnySize_twoSizes_isNone() {
    String tenant = tenant();
    UUID file = insert(tenant, 1, 10);
    assertEquals(file, of(store.findAnySize(tenant, hash(1))).orElseThrow().fileId());

    insert(tenant, 1, 11);

    assertEquals(Optional.empty(), of(store.findAnySize(tenant, hash(1))));
  }

  @Test
  void refer_again_countsOncePerUserAndName() {
    String tenant = tenant();
    UUID file = insert(tenant, 1, 10);
    Savings savings = new Savings(10, 0.5);

    for (String user : new String[] {"a", "a", "b"}) {
      assertTrue(of(store.refer(tenant, new Reference(file, user, "n"), savings, NOW)));
    }
    assertTrue(of(store.refer(tenant, new Reference(file, "a", "other"), savings, NOW)));

    assertEquals(3, of(store.find(tenant, hash(1), 10)).orElseThrow().references());
    assertEquals(
        30, rig.number("SELECT bytes_saved FROM deduplication_savings WHERE tenant = $1", tenant));
  }

  @Test
  void release_lastReference_forgetsTheHash() {
    String tenant = tenant();
    UUID file = insert(tenant, 1, 10);
    Savings savings = new Savings(10, 0.5);
    of(store.refer(tenant, new Reference(file, "a", "n"), savings, NOW));
    of(store.refer(tenant, new Reference(file, "a", "m"), savings, NOW));
    of(store.refer(tenant, new Reference(file, "b", "n"), savings, NOW));

    assertEquals(new Release(0, 0), of(store.release(tenant(), file, "a", null)));
    assertEquals(new Release(1, 2), of(store.release(tenant, file, "a", "m")));
    assertEquals(new Release(0, 2), of(store.release(tenant, file, "c", null)));
    assertEquals(new Release(1, 1), of(store.release(tenant, file, "b", null)));
    assertTrue(of(store.find(tenant, hash(1), 10)).isPresent());
    assertEquals(new Release(1, 0), of(store.release(tenant, file, "a", null)));

    assertEquals(Optional.empty(), of(store.find(tenant, hash(1), 10)));
    assertEquals(false, of(store.refer(tenant, new Reference(file, "a", "n"), savings, NOW)));
  }

  @Test
  void find_amongManyRows_usesTheIndexAndIsFast() {
    String tenant = tenant();
    for (long from = 1; from < 100_000; from += 10_000) {
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
    rig.run("ANALYZE file_hashes");
    byte[] middle = sha256OfLong(50_000);

    for (String sql : new String[] {FileStore.FIND_SIZE, FileStore.FIND_ANY}) {
      Tuple values = Tuple.of(tenant, Buffer.buffer(middle));
      String plan =
          String.join(
              "\n",
              rig.rows(
                  "EXPLAIN " + sql,
                  sql.equals(FileStore.FIND_SIZE) ? values.addValue(50_000L) : values,
                  row -> row.getString(0)));
      assertTrue(plan.contains("file_hashes_tenant_sha256_size_key"), plan);
    }
    long slowest = 0;
    for (int i = 0; i < 300; i++) {
      long start = System.nanoTime();
      assertTrue(of(store.find(tenant, middle, 50_000)).isPresent());
      slowest = i < 100 ? 0 : Math.max(slowest, System.nanoTime() - start);
    }
    assertTrue(slowest < 250_000_000, slowest / 1e6 + " ms");
    for (long from = 1; from < 100_000; from += 10_000) {
      rig.run(
          "DELETE FROM file_hashes WHERE tenant = $1 AND size BETWEEN $2 AND $2 + 9999",
          tenant,
          from);
    }
  }

  private static byte[] sha256OfLong(long value) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256")
          .digest(ByteBuffer.allocate(8).putLong(value).array());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String tenant() {
    return "dedup-" + UUID.randomUUID();
  }

  private static byte[] hash(int number) {
    byte[] hash = new byte[32];
    hash[31] = (byte) number;
    return hash;
  }

  private UUID insert(String tenant, int hash, long size) {
    UUID file = UUID.randomUUID();
    rig.run(
        """
        INSERT INTO file_hashes (file_id, tenant, sha256, size, file_name, first_uploaded_at,
          last_uploaded_at)
        VALUES ($1, $2, $3, $4, 'f', now(), now())
        """,
        file,
        tenant,
        Buffer.buffer(hash(hash)),
        size);
    return file;
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
