package ai.agentcache.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.agentcache.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, openai:gpt-4o",
    "ollama, llama3:8b, ollama:llama3%3A8b",
    "a:b, c, a%3Ab:c",
    "a, b:c, a:b%3Ac",
    "p, 100%, p:100%25",
    "p, %3A, p:%253A",
    "p, meta-llama/Llama-3@v1+x_y, p:meta-llama/Llama-3@v1+x_y",
    "p, {}~|, p:%7B%7D%7E%7C",
  })
  void text_ofProviderAndModel_isParsedBack(String provider, String model, String segments) {
    CacheKey key = new CacheKey("ns-1", provider, model, HASH);
    assertEquals("agentcache:v1:ns-1:" + segments + ":" + HASH, key.text());
    assertEquals(Optional.of(key), CacheKey.parse(key.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "agentcache:v1:",
        "agentcache:v2:n:p:m:H",
        "agentcache:v1:n:p:m:H0",
        "agentcache:v1:n:p:H",
        "agentcache:v1:n:p:m:x:H",
        "agentcache:v1::p:m:H",
        "agentcache:v1:n::m:H",
        "agentcache:v1:n:p%:m:H",
        "agentcache:v1:n:p%4:m:H",
        "agentcache:v1:n:p%41:m:H",
        "agentcache:v1:n:p%3a:m:H",
        "agentcache:v1:n:p%ZZ:m:H",
        "agentcache:v1:n:p%0A:m:H",
        "agentcache:v1:n:p%80:m:H",
        "agentcache:v1:n:p q:m:H",
        "agentcache:v1:n n:p:m:H",
        " agentcache:v1:n:p:m:H",
        "agentcache:v1:n:p:m:H\n",
        "agentcache:v1:n:p~:m:H",
      })
  void parse_anythingElse_isNothing(String text) {
    assertEquals(Optional.empty(), CacheKey.parse(text.replace("H", HASH)));
  }

  @Test
  void parse_upperCaseHash_isNothing() {
    assertEquals(Optional.empty(), CacheKey.parse("agentcache:v1:n:p:m:" + "A".repeat(64)));
  }

  @Test
  void redisKey_holdsTenantNamespaceAndHash() {
    CacheKey key = new CacheKey("ns", "p", "m", HASH);
    assertEquals("agentcache:v1:acme:ns:" + HASH, key.redisKey("acme"));
    assertNotEquals(key.redisKey("acme"), key.redisKey("acme2"));
  }

  private static CacheKey computed(String namespace, String provider, String model, String json) {
    return CacheKey.of(namespace, provider, model, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void of_sameIdentityInAnotherSpelling_isTheSameKey() {
    assertEquals(
        computed("n", "openai", "gpt-4o", "{\"a\":1.0,\"b\":\"\u00e9\"}"),
        computed("n", "openai", "gpt-4o", " { \"b\" : \"\\u00E9\", \"a\" : 1 } "));
  }

  @Test
  void of_anythingElseDiffers_isAnotherHash() {
    String hash = computed("n", "p", "m", "{\"a\":1}").hash();
    assertNotEquals(hash, computed("n", "p", "m", "{\"a\":2}").hash());
    assertNotEquals(hash, computed("n", "q", "m", "{\"a\":1}").hash());
    assertNotEquals(hash, computed("n", "p", "o", "{\"a\":1}").hash());
    assertNotEquals(hash, computed("n", "pm", "m", "{\"a\":1}").hash());
  }

  @Test
  void of_identityThatCanBeSentToTheCache_isAnotherHash() {
    String body = "{\"model\":\"m\",\"prompt\":\"hi\",\"provider\":\"p\"}";
    CacheKey sent =
        CacheRequest.read(body.getBytes(StandardCharsets.UTF_8), new RequestLimits(128, 1))
            .key("n");
    assertNotEquals(sent.hash(), computed("n", "p", "m", body).hash());
    assertNotEquals(
        CacheKey.own("n", "agentcache/computed\np\nm\n" + body).hash(),
        computed("n", "p", "m", body).hash());
  }

  @Test
  void of_key_canBeReadAgain() {
    CacheKey key = computed("n", "ollama", "llama3:8b", "{}");
    assertEquals(Optional.of(key), CacheKey.parse(key.text()));
  }

  @Test
  void of_notAnObjectOrNotVisible_isRefused() {
    assertThrows(ApiException.class, () -> computed("n", "p", "m", "{"));
    assertThrows(IllegalArgumentException.class, () -> computed("n", "p", "m", "[]"));
    for (String name : List.of("", "a b", "ü", "a\n", "a".repeat(257))) {
      assertThrows(IllegalArgumentException.class, () -> computed("n", "p", name, "{}"));
      assertThrows(IllegalArgumentException.class, () -> computed("n", name, "m", "{}"));
    }
  }
}
