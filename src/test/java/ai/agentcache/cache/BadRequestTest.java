package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestTest {
  private static final String IDENTITY =
      "\"provider\":\"p\",\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]";

  private static ApiException refuse(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return assertThrows(
        ApiException.class, () -> CacheRequest.readToStore(body, RequestLimits.DEFAULT), json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ttl | 0",
        "ttl | -1",
        "ttl | 7776001",
        "ttl | 315360000",
        "ttl | 1.5",
        "ttl | `\"60\"`",
        "ttl | 1e300",
        "ttl | 9223372036854775808",
        "ttl | true",
        "ttl | `{\"x\":1}`",
        "ttl | 7776000.0000000001",
        "tags | `\"a\"`",
        "tags | `{}`",
        "`tags[1]` | `[\"a\",1]`",
        "`tags[0]` | `[\"\"]`",
        "`tags[0]` | `[\"a b\"]`",
        "`tags[0]` | `[\"\\u00e9\"]`",
        "`tags[0]` | `[\"a\\n\"]`",
        "tags | `[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]`",
        "stream | 1",
        "stream | `\"true\"`",
        "semantic | 0",
        "semantic | `[]`",
        "similarity_threshold | 1.01",
        "similarity_threshold | -0.1",
        "similarity_threshold | `\"0.5\"`",
        "agent_type | `\"\"`",
        "agent_type | `\"a b\"`",
        "agent_type | 5",
        "agent_type | `\"\\u0000\"`",
        "agent_type | `\"a:b\"`",
        "usage | `[]`",
        "usage | 5",
        "`usage.prompt_tokens` | `{\"prompt_tokens\":-1}`",
        "`usage.output_tokens` | `{\"output_tokens\":1.5}`",
        "`usage.total_tokens` | `{\"total_tokens\":\"3\"}`",
        "`usage.input_tokens` | `{\"prompt_tokens\":1,\"input_tokens\":1e15}`",
        "user | 5",
        "user | `{}`",
        "metadata | `\"m\"`",
        "metadata | `[]`",
        "key | `\"\"`",
        "key | 5",
        "key | `\"a b\"`",
        "key | `\"a\\r\\n\"`",
        "key | `\"\\u0000\"`",
        "key | `\"\\u00e9\"`",
        "key | `\"agentcache:v1:x\"`",
        "temperature | 2.1",
        "temperature | -1",
        "temperature | `\"hot\"`",
        "temperature | true",
        "temperature | 1e999",
        "top_p | 1.1",
        "top_p | `[]`",
        "max_tokens | 0",
        "max_tokens | -5",
        "max_tokens | 1.5",
        "max_tokens | `\"5\"`",
        "prompt | 5",
        "prompt | `\"\"`",
        "prompt | `[]`",
        "prompt | `{}`",
        "input | 5",
        "input | `{ }`",
        "contents | true",
        "contents | `[ ]`",
        "value | `\"other\"`",
      })
  void read_wrongField_isNamed(String field, String value) {
    String name = field.replaceAll("[\\[.].*", "");
    ApiException error = refuse("{" + IDENTITY + ",\"response\":1,\"" + name + "\":" + value + "}");
    assertEquals(ErrorCode.INVALID_FIELD, error.code(), error.details());
    assertTrue(error.details().startsWith("`" + field + "` "), error.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "provider | `\"\"`",
        "provider | 5",
        "provider | `\"open ai\"`",
        "provider | `\"a\\n\"`",
        "provider | `\"\\u0000\"`",
        "provider | `[\"openai\"]`",
        "model | `\"\"`",
        "model | `{}`",
        "model | `\"gpt\\r\\n4\"`",
        "model | `\"mod\\u00e9l\"`",
        "messages | `\"hi\"`",
        "messages | `{}`",
        "messages | `[]`",
        "`messages[0]` | `[\"hi\"]`",
        "`messages[1]` | `[{},5]`",
        "`messages[1]` | `[{},[{}]]`",
      })
  void read_wrongIdentity_isNamed(String field, String value) {
    String name = field.replaceAll("\\[.*", "");
    String right = "{\"provider\":\"p\",\"model\":\"m\",\"messages\":[{}],\"response\":1}";
    ApiException error =
        refuse(right.replaceFirst("\"" + name + "\":[^,]*", quoteReplacement(name, value)));
    assertEquals(ErrorCode.INVALID_FIELD, error.code(), error.details());
    assertTrue(error.details().startsWith("`" + field + "` "), error.details());
  }

  private static String quoteReplacement(String name, String value) {
    return Matcher.quoteReplacement("\"" + name + "\":" + value);
  }

  @ParameterizedTest
  @CsvSource({"key, 513", "provider, 65", "model, 257", "agent_type, 65", "user, 1025"})
  void read_tooLong_namesTheField(String field, int length) {
    String json = "{\"input\":\"x\",\"provider\":\"p\",\"model\":\"m\",\"response\":1}";
    String value = "\"" + field + "\":\"" + "a".repeat(length) + "\"";
    String body =
        json.contains("\"" + field + "\"")
            ? json.replaceAll("\"" + field + "\":\"[a-z]\"", value)
            : json.replaceFirst("\\{", "{" + value + ",");
    assertTrue(refuse(body).details().startsWith("`" + field + "` "), body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"response\":1}` | provider",
        "`{\"provider\":\"p\",\"input\":\"x\",\"response\":1}` | model",
        "`{\"provider\":null,\"model\":\"m\",\"input\":\"x\",\"response\":1}` | provider",
        "`{\"provider\":\"p\",\"model\":\"m\",\"response\":1}` | messages",
        "`{\"provider\":\"p\",\"model\":\"m\",\"messages\":null,\"response\":1}` | messages",
        "`{\"provider\":\"p\",\"model\":\"m\",\"input\":\"x\"}` | response",
        "`{\"key\":\"k\"}` | response",
      })
  void read_withoutAField_namesIt(String json, String field) {
    ApiException error = refuse(json);
    assertEquals(ErrorCode.MISSING_FIELD, error.code(), error.details());
    assertTrue(error.details().contains("`" + field + "`"), error.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"ttl\":1,\"ttl\":1}` | ttl",
        "`{\"key\":\"a\",\"\\u006bey\":\"a\"}` | key",
        "`{\"model\":\"a\",\"x\":1,\"model\":\"a\"}` | model",
        "`{\"x\":1,\"response\":{\"a\":[{\"b\":1,\"b\":1}]}}` | response.a[0].b",
        "`{\"zeta\":1,\"alpha\":2,\"zeta\":1}` | zeta",
      })
  void read_fieldTwice_isNamed(String json, String field) {
    ApiException error = refuse(json);
    assertEquals(ErrorCode.INVALID_FIELD, error.code(), error.details());
    assertTrue(
        error.details().startsWith("`" + field + "` must be given only once"), error.details());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"`[]`", "`\"x\"`", "5", "null", "true"})
  void read_notAnObject_isRefused(String json) {
    assertEquals(ErrorCode.INVALID_REQUEST, refuse(json).code());
  }

  @Test
  void read_emptyBody_isMalformed() {
    assertEquals(ErrorCode.MALFORMED_JSON, refuse("").code());
    assertEquals(ErrorCode.MALFORMED_JSON, refuse(" \n").code());
  }

  @Test
  void read_keyThatStartsLikeAReturnedOne_isRefusedOnlyWhenStoring() {
    byte[] body = "{\"key\":\"agentcache:mine\"}".getBytes(StandardCharsets.UTF_8);
    CacheRequest.read(body, RequestLimits.DEFAULT);
    assertTrue(
        refuse("{\"key\":\"agentcache:mine\",\"response\":1}").details().startsWith("`key`"));
  }
}
