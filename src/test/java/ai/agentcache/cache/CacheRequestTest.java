package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRequestTest {
  private static final String IDENTITY =
      "\"provider\":\"openai\",\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  static CacheRequest read(String json) {
    return CacheRequest.read(json.getBytes(StandardCharsets.UTF_8), RequestLimits.DEFAULT);
  }

  static CacheRequest store(String json) {
    return CacheRequest.readToStore(json.getBytes(StandardCharsets.UTF_8), RequestLimits.DEFAULT);
  }

  private static String key(String json) {
    return read(json).key("default").text();
  }

  @Test
  void key_ofAnIdentity_isTheHashOfItsCanonicalJson() {
    String canonical =
        "{\"messages\":[{\"content\":\"hi\",\"role\":\"user\"}],"
            + "\"model\":\"gpt-4o\",\"provider\":\"openai\"}";
    assertEquals(
        "agentcache:v1:default:openai:gpt-4o:" + Sha256.hex(canonical), key("{" + IDENTITY + "}"));
  }

  @Test
  void key_sameRequestSpelledDifferently_isTheSame() {
    String other =
        "{ \"messages\" : [{\"content\":\"\\u0068i\",\"role\":\"user\"}], \"temperature\": 7e-1,"
            + "\"model\":\"gpt\\u002d4o\",\"provider\":\"openai\"}";
    assertEquals(key("{" + IDENTITY + ",\"temperature\":0.70}"), key(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"ttl\":60",
        "\"tags\":[\"a\"]",
        "\"stream\":true",
        "\"semantic\":true",
        "\"similarity_threshold\":0.9",
        "\"agent_type\":\"coder\"",
        "\"usage\":{\"input_tokens\":1}",
        "\"user\":\"u\"",
        "\"metadata\":{\"a\":1}",
        "\"response\":{\"b\":1}",
        "\"value\":[1]",
        "\"key\":null",
      })
  void key_withControlField_isTheSame(String field) {
    assertEquals(key("{" + IDENTITY + "}"), key("{" + field + "," + IDENTITY + "}"));
    assertEquals(key("{" + IDENTITY + "}"), key("{" + IDENTITY + "," + field + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"temperature\":0",
        "\"temperature\":null",
        "\"max_tokens\":1",
        "\"seed\":1",
        "\"tools\":[]",
        "\"ttl_\":60",
        "\"TTL\":60",
        "\"never_heard_of\":{\"ttl\":1}",
        "\"\":1",
        "\"prompt\":\"p\"",
        "\"top_p\":1",
      })
  void key_withOtherField_isAnother(String field) {
    assertNotEquals(key("{" + IDENTITY + "}"), key("{" + IDENTITY + "," + field + "}"));
  }

  @Test
  void key_controlNameDeeperDown_counts() {
    assertNotEquals(
        key("{\"provider\":\"p\",\"model\":\"m\",\"input\":{\"a\":{\"ttl\":1}}}"),
        key("{\"provider\":\"p\",\"model\":\"m\",\"input\":{\"a\":{\"ttl\":2}}}"));
  }

  @Test
  void key_own_dependsOnNothingElse() {
    String alone = key("{\"key\":\"weather:berlin\"}");
    assertTrue(alone.startsWith("agentcache:v1:default:key:-:"));
    assertEquals(alone, key("{" + IDENTITY + ",\"key\":\"weather:berlin\",\"seed\":3}"));
    assertNotEquals(alone, key("{\"key\":\"weather:Berlin\"}"));
  }

  @Test
  void key_ownThatSpellsAnIdentity_isNotTheIdentitys() {
    String canonical = "{\"input\":\"a\",\"model\":\"m\",\"provider\":\"p\"}";
    String own =
        key(
            "{\"key\":\"{\\\"input\\\":\\\"a\\\",\\\"model\\\":\\\"m\\\",\\\"provider\\\":\\\"p\\\"}\"}");
    String identity = key(canonical);
    assertNotEquals(identity.substring(identity.length() - 64), own.substring(own.length() - 64));
  }

  @Test
  void key_ownThatIsAReturnedKey_addressesThatEntry() {
    String returned = key("{" + IDENTITY + "}");
    CacheKey read = read("{\"key\":\"" + returned + "\"}").key("elsewhere");
    assertEquals(returned, read.text());
    assertEquals("default", read.namespace());
  }

  @Test
  void dimensions_withOwnKey_areThoseGivenOrDashes() {
    assertEquals("-", read("{\"key\":\"k\"}").provider());
    CacheRequest request = read("{\"key\":\"k\",\"provider\":\"openai\",\"model\":\"gpt-4o\"}");
    assertEquals("openai/gpt-4o", request.provider() + "/" + request.model());
  }

  @Test
  void response_isKeptAsSent() {
    CacheRequest request =
        store("{\"key\":\"k\",\"response\" : { \"b\" : 1.0, \"a\":\"\\u00e9\" } }");
    assertArrayEquals(
        "{ \"b\" : 1.0, \"a\":\"\\u00e9\" }".getBytes(StandardCharsets.UTF_8),
        request.response().orElseThrow().toBytes());
    assertEquals(
        Optional.of("[1]"),
        store("{\"key\":\"k\",\"value\":[1]}").response().map(JsonSlice::toString));
    assertEquals(
        Optional.of("7"),
        store("{\"value\":7,\"key\":\"k\",\"response\":7}").response().map(JsonSlice::toString));
    assertEquals(
        Optional.of("null"),
        store("{\"key\":\"k\",\"response\":null}").response().map(JsonSlice::toString));
    assertEquals(Optional.empty(), read("{\"key\":\"k\"}").response());
  }

  @Test
  void options_given_areRead() {
    CacheOptions options =
        read("{\"key\":\"k\",\"stream\":true,\"semantic\":true,\"similarity_threshold\":9.5e-1,"
                + "\"ttl\":6e2,\"tags\":[\"b\",\"a\",\"b\"],\"agent_type\":\"coder.v2\",\"usage\":"
                + "{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}")
            .options();
    assertEquals(
        new CacheOptions(
            true,
            true,
            Optional.of(0.95),
            OptionalInt.of(600),
            List.of("b", "a"),
            "coder.v2",
            Optional.of(new TokenUsage(3, 4))),
        options);
    assertEquals(600, options.ttlOr(5));
  }

  @Test
  void options_absentOrNull_haveDefaults() {
    CacheOptions none =
        new CacheOptions(
            false, false, Optional.empty(), OptionalInt.empty(), List.of(), "-", Optional.empty());
    assertEquals(none, read("{\"key\":\"k\"}").options());
    assertEquals(
        none,
        read("{\"key\":\"k\",\"stream\":null,\"ttl\":null,\"tags\":null,\"agent_type\":null,"
                + "\"usage\":null,\"semantic\":null,\"user\":null,\"metadata\":null}")
            .options());
    assertEquals(5, none.ttlOr(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"prompt_tokens\":10,\"completion_tokens\":5}` | 10 | 5",
        "`{\"input_tokens\":10,\"output_tokens\":5}` | 10 | 5",
        "`{\"input_tokens\":10,\"total_tokens\":15}` | 10 | 5",
        "`{\"completion_tokens\":5,\"total_tokens\":15}` | 10 | 5",
        "`{\"total_tokens\":15}` | 15 | 0",
        "`{\"output_tokens\":5,\"other\":\"x\",\"input_tokens\":null}` | 0 | 5",
      })
  void usage_inEitherSpelling_isRead(String usage, long input, long output) {
    assertEquals(
        Optional.of(new TokenUsage(input, output)),
        read("{\"key\":\"k\",\"usage\":" + usage + "}").options().usage());
  }

  @Test
  void usage_withoutKnownCounts_isNotGiven() {
    assertFalse(read("{\"key\":\"k\",\"usage\":{\"x\":1}}").options().usage().isPresent());
  }

  @Test
  void prompt_isWhatTheModelWasAsked() {
    assertEquals(
        Optional.of("[{\"role\":\"user\",\"content\":\"hi\"}]"),
        read("{" + IDENTITY + "}").prompt().map(JsonSlice::toString));
    assertEquals(Optional.empty(), read("{\"key\":\"k\"}").prompt());
  }
}
