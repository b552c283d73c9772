package ai.agentcache.access;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A minted key: {@code ac_live_<id><secret><check>}, all in digits and letters.
 *
 * <p>The id (13 characters, 77 bits) is public, the secret (43 characters, 256 bits) is not, and
 * the check (6 characters) is the CRC-32 of all that stands before it. The check keeps mistyped and
 * carelessly made up keys from costing a look-up; it proves nothing.
 *
 * @param plan the plan its prefix names
 * @param id the public part
 * @param text the whole key, secret
 */
record ApiKey(Plan plan, String id, String text) {

  private static final int ID_LENGTH = 13;
  private static final int SECRET_LENGTH = 43;
  private static final int CHECK_LENGTH = 6;
  private static final int PREFIX_LENGTH = 8;
  private static final int CHECK_AT = PREFIX_LENGTH + ID_LENGTH + SECRET_LENGTH;
  private static final int LENGTH = CHECK_AT + CHECK_LENGTH;

  /** A new key. */
  static ApiKey mint(Plan plan, RandomGenerator generator) {
    String id = Base62.random(generator, ID_LENGTH);
    String unchecked = plan.prefix() + id + Base62.random(generator, SECRET_LENGTH);
    return new ApiKey(plan, id, unchecked + Base62.encode(crc(unchecked), CHECK_LENGTH));
  }

  /** The key of that text, or null when it is none: wrong shape or wrong check. */
  static @Nullable ApiKey parse(String text) {
    if (text.length() != LENGTH || !Base62.matches(text, PREFIX_LENGTH, LENGTH)) {
      return null;
    }
    Plan plan = Plan.ofPrefix(text);
    if (plan == null || Base62.decode(text, CHECK_AT, LENGTH) != crc(text)) {
      return null;
    }
    return new ApiKey(plan, text.substring(PREFIX_LENGTH, PREFIX_LENGTH + ID_LENGTH), text);
  }

  /** Whether that could be the id of a minted key. */
  static boolean isId(String text) {
    return text.length() == ID_LENGTH && Base62.matches(text, 0, ID_LENGTH);
  }

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1), 0, CHECK_AT);
    return crc.getValue();
  }

  /** Without the secret, so that it never gets into a log. */
  @Override
  public String toString() {
    return plan.prefix() + id + "…";
  }
}
