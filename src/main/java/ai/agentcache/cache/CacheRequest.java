package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import java.util.Optional;

/** A request to the cache, read and checked in one pass over its body. */
public final class CacheRequest {
  private final Identity identity;
  private final CacheOptions options;
  private final Optional<JsonSlice> response;
  private final Optional<JsonSlice> prompt;

  private CacheRequest(Fields fields, Identity identity, CacheOptions options) {
    this.identity = identity;
    this.options = options;
    this.response = response(fields);
    this.prompt =
        fields
            .given(Field.MESSAGES)
            .or(() -> fields.given(Field.PROMPT))
            .or(() -> fields.given(Field.INPUT))
            .or(() -> fields.given(Field.CONTENTS));
  }

  /**
   * Reads the body of a look-up.
   *
   * @throws ApiException naming the byte or the field that is wrong
   */
  public static CacheRequest read(byte[] body, RequestLimits limits) {
    Fields fields = new Fields();
    JsonPass pass = JsonPass.over(body, 0, body.length, limits.maxDepth());
    pass.document(fields);
    CacheOptions options = CacheOptions.of(fields, limits);
    return new CacheRequest(fields, Identity.of(fields, pass.out()), options);
  }

  /**
   * Reads the body of a request to store: there must be a response, and an own key must not look
   * like one of this service.
   *
   * @throws ApiException naming the byte or the field that is wrong
   */
  public static CacheRequest readToStore(byte[] body, RequestLimits limits) {
    CacheRequest request = read(body, limits);
    if (request.identity.ownKey().filter(key -> key.startsWith("agentcache:")).isPresent()) {
      throw FieldReader.invalid(Field.KEY, "must not start with `agentcache:` when storing");
    }
    if (request.response.isEmpty()) {
      throw ApiException.missing(Field.RESPONSE.label(), "the answer to store, any JSON");
    }
    return request;
  }

  private static Optional<JsonSlice> response(Fields fields) {
    Optional<JsonSlice> response = fields.sent(Field.RESPONSE);
    Optional<JsonSlice> value = fields.sent(Field.VALUE);
    if (response.isPresent() && value.isPresent() && !response.equals(value)) {
      throw FieldReader.invalid(Field.VALUE, "is another name of `response`: send one of them");
    }
    return response.or(() -> value);
  }

  /** The address that this request has in a namespace; a returned key brings its own namespace. */
  public CacheKey key(String namespace) {
    return identity.key(namespace);
  }

  /** Whether the caller named the value itself instead of giving an identity. */
  public boolean hasOwnKey() {
    return identity.ownKey().isPresent();
  }

  /** The provider, {@code "-"} if not given. */
  public String provider() {
    return identity.provider();
  }

  /** The model, {@code "-"} if not given. */
  public String model() {
    return identity.model();
  }

  /** What the caller asks for beside the answer. */
  public CacheOptions options() {
    return options;
  }

  /** The answer to store, exactly as sent; a part of the request's body. */
  public Optional<JsonSlice> response() {
    return response;
  }

  /** The messages, prompt, input or contents: what the model was asked. */
  public Optional<JsonSlice> prompt() {
    return prompt;
  }
}
