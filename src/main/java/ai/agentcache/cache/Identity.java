package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.usage.Dimensions;
import java.util.Optional;

/**
 * What a request is known by: everything in it that can change a model's answer, or the key that
 * the caller chose instead.
 *
 * @param provider the provider, {@code "-"} if the caller chose a key and named none
 * @param model the model, likewise
 * @param hash SHA-256 of the canonical identity; empty if the caller chose a key
 * @param ownKey the key that the caller chose
 */
record Identity(String provider, String model, String hash, Optional<String> ownKey) {
  private static final int MAX_KEY = 512;
  private static final int MAX_PROVIDER = 64;
  private static final int MAX_MODEL = 256;
  private static final int MAX_TEMPERATURE = 2;
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  /** Reads the identity of a request whose canonical form, without control fields, is given. */
  static Identity of(Fields fields, ByteBuilder canonical) {
    Optional<String> key = FieldReader.visible(fields, Field.KEY, MAX_KEY);
    Optional<String> provider = FieldReader.visible(fields, Field.PROVIDER, MAX_PROVIDER);
    Optional<String> model = FieldReader.visible(fields, Field.MODEL, MAX_MODEL);
    checkParameters(fields);
    boolean prompted = hasPrompt(fields);
    if (key.isPresent()) {
      return new Identity(provider.orElse(Dimensions.NONE), model.orElse(Dimensions.NONE), "", key);
    }
    String name = provider.orElseThrow(() -> missing(Field.PROVIDER, "openai"));
    String modelName = model.orElseThrow(() -> missing(Field.MODEL, "gpt-4o"));
    if (!prompted) {
      throw new ApiException(
          ErrorCode.MISSING_FIELD,
          "one of `messages`, `prompt`, `input`, `contents` is required, or an own `key`");
    }
    return new Identity(
        name, modelName, Sha256.hex(canonical.bytes, 0, canonical.length), Optional.empty());
  }

  private static ApiException missing(Field field, String example) {
    return ApiException.missing(
        field.label(), "a string such as `" + example + "`, unless you give an own `key`");
  }

  private static void checkParameters(Fields fields) {
    FieldReader.number(fields, Field.TEMPERATURE, MAX_TEMPERATURE);
    FieldReader.number(fields, Field.TOP_P, 1);
    fields
        .given(Field.MAX_TOKENS)
        .ifPresent(value -> FieldReader.whole(value, Field.MAX_TOKENS.label(), 1, MOST_TOKENS));
  }

  private static boolean hasPrompt(Fields fields) {
    boolean messages = isFilled(fields, Field.MESSAGES, "a non-empty array of objects");
    boolean prompt = isFilled(fields, Field.PROMPT, "a non-empty string or array");
    boolean input = isFilled(fields, Field.INPUT, "a non-empty string, array or object");
    boolean contents = isFilled(fields, Field.CONTENTS, "a non-empty string, array or object");
    return messages || prompt || input || contents;
  }

  private static boolean isFilled(Fields fields, Field field, String expected) {
    JsonSlice value = fields.given(field).orElse(null);
    if (value == null) {
      return false;
    }
    boolean rightType =
        value.isArray()
            || (value.isString() && field != Field.MESSAGES)
            || (value.isObject() && (field == Field.INPUT || field == Field.CONTENTS));
    if (!rightType || value.isEmpty()) {
      throw FieldReader.invalid(field, "must be " + expected);
    }
    return true;
  }

  /** The address in a namespace. A key that was returned before is an address of its own. */
  CacheKey key(String namespace) {
    return ownKey
        .map(key -> CacheKey.named(namespace, key))
        .orElseGet(() -> new CacheKey(namespace, provider, model, hash));
  }
}
