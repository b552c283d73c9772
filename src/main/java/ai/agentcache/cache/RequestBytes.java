package ai.agentcache.cache;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a body with whom they came from, as a key of a map: hashed fast, compared whole. */
public final class RequestBytes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of this process, so that nobody can prepare bodies that all hash alike. */
  private static final long SEED = new SecureRandom().nextLong();

  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private final String tenant;
  private final String namespace;
  private final byte[] body;
  private final int hash;

  /**
   * Of a caller.
   *
   * @param body not to be changed any more
   */
  public RequestBytes(String tenant, String namespace, byte[] body) {
    this.tenant = tenant;
    this.namespace = namespace;
    this.body = body;
    this.hash = hash(body) * 31 + tenant.hashCode() * 17 + namespace.hashCode();
  }

  /** The length of the body, bytes. */
  public int length() {
    return body.length;
  }

  private static int hash(byte[] bytes) {
    long hash = SEED ^ bytes.length;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    for (; at < bytes.length; at++) {
      hash = mix(hash ^ bytes[at]);
    }
    return (int) (hash ^ hash >>> 32);
  }

  /** The two halves of the product folded into each other: every bit reaches every other. */
  private static long mix(long bits) {
    long spread = bits ^ SEED;
    return Math.multiplyHigh(spread, PRIME) ^ spread * PRIME;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestBytes that
        && hash == that.hash
        && tenant.equals(that.tenant)
        && namespace.equals(that.namespace)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
