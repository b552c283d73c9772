package ai.agentcache.usage;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Counts tokens of text: with the vocabulary cl100k for OpenAI's older models, o200k for everything
 * else. Exact for OpenAI's models; other providers do not publish their vocabularies, and theirs
 * differ by some 10 to 20 %.
 *
 * <p>The first use of a vocabulary reads it (about a second) and keeps some 50 MB, and counting
 * takes about a millisecond for some thousand tokens: on an event loop only when it is loaded and
 * the text is short.
 */
@Singleton
final class Tokenizer {

  private static final Pattern OLDER =
      Pattern.compile(
          "(?:.*[:/])?(?:gpt-4(?:-.*)?|gpt-3\\.?5.*|text-embedding-.*)", Pattern.CASE_INSENSITIVE);

  private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();
  private final Set<EncodingType> loaded = ConcurrentHashMap.newKeySet();

  /** Tokens of the text, special tokens in it taken as the text they are. */
  long count(String model, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    long tokens = encoding(model).countTokensOrdinary(text);
    loaded.add(of(model));
    return tokens;
  }

  /** Whether the vocabulary for the model is at hand. */
  boolean isLoadedFor(String model) {
    return loaded.contains(of(model));
  }

  static EncodingType of(String model) {
    return OLDER.matcher(model).matches() ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE;
  }

  private Encoding encoding(String model) {
    return encodings.getEncoding(of(model));
  }
}
