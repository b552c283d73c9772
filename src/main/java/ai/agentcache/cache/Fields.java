package ai.agentcache.cache;

import ai.agentcache.http.ApiException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The fields of one request that this service looks at itself, as they were sent. */
final class Fields {
  private final Map<Field, JsonSlice> values = new EnumMap<>(Field.class);

  /** Notes a field, which must not be there already. */
  Field take(Field field, byte[] body, int start, int end) {
    if (values.put(field, new JsonSlice(body, start, end)) != null) {
      throw ApiException.field(field.label(), "must be given only once");
    }
    return field;
  }

  /** What was sent, {@code null} included. */
  Optional<JsonSlice> sent(Field field) {
    return Optional.ofNullable(values.get(field));
  }

  /** What was sent, unless it was {@code null}. */
  Optional<JsonSlice> given(Field field) {
    JsonSlice value = values.get(field);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }
}
