package ai.agentcache.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.agentcache.http.ApiException;
import ai.agentcache.http.ErrorCode;
import ai.agentcache.http.JsonFields;
import org.junit.jupiter.api.Test;

class UserIdsTest {

  private static JsonFields body(String json) {
    return JsonFields.parse(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static ApiException refused(String json) {
    return assertThrows(ApiException.class, () -> UserIds.require(body(json)));
  }

  @Test
  void require_eitherSpelling_isTheUser() {
    assertEquals("ann", UserIds.require(body("{'userId':'ann'}")));
    assertEquals("ann", UserIds.require(body("{'user_id':'ann'}")));
    assertEquals("ann", UserIds.require(body("{'userId':'ann','user_id':'ann'}")));
  }

  @Test
  void require_usualIds_areTaken() {
    for (String id :
        new String[] {"1", "ann@example.com", "auth0|5f7c", "urn:x:y", "a".repeat(128), "~a+b="}) {
      assertEquals(id, UserIds.require(body("{'userId':'" + id + "'}")));
    }
  }

  @Test
  void require_nobody_isRefusedWithItsCode() {
    assertEquals(ErrorCode.MISSING_USER_ID, refused("{}").code());
    assertEquals(ErrorCode.MISSING_USER_ID, refused("{'userId':null}").code());
    for (String id : new String[] {"unknown", "null", "UNDEFINED", "Default_User"}) {
      assertEquals(ErrorCode.INVALID_USER_ID, refused("{'user_id':'" + id + "'}").code(), id);
    }
    assertEquals(ErrorCode.USER_ID_MISMATCH, refused("{'userId':'a','user_id':'b'}").code());
  }

  @Test
  void require_badGrammar_namesTheFieldAsItWasSent() {
    for (String id : new String[] {"1", "''", "' '", "'a b'", "'a/b'", "'é'", "'../x'", "['a']"}) {
      for (String field : new String[] {"userId", "user_id"}) {
        ApiException refused = refused("{'" + field + "':" + id + "}");
        assertEquals(ErrorCode.INVALID_USER_ID, refused.code(), id);
        assertTrue(refused.details().startsWith("`" + field + "`"), refused.details());
      }
    }
  }

  @Test
  void optional_absent_isNull() {
    assertNull(UserIds.optional(body("{}")));
  }

  @Test
  void requireSession_eitherSpelling_isTheSession() {
    assertEquals("s-1", UserIds.requireSession(body("{'sessionId':'s-1'}")));
    assertEquals("s-1", UserIds.requireSession(body("{'session_id':'s-1'}")));
    ApiException missing =
        assertThrows(ApiException.class, () -> UserIds.requireSession(body("{}")));
    assertEquals(ErrorCode.MISSING_REQUIRED_FIELDS, missing.code());
    ApiException wrong =
        assertThrows(
            ApiException.class, () -> UserIds.requireSession(body("{'session_id':'a b'}")));
    assertEquals(ErrorCode.INVALID_FIELD, wrong.code());
  }
}
