package ai.agentcache.upload.dedup;

import static ai.agentcache.upload.UploadRig.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a proof of possession is required, and a key has few requests for all its users. */
@QuarkusTest
@TestProfile(ProofTest.Strict.class)
class ProofTest {

  @Inject UploadRig rig;

  private String tenant;
  private String key;
  private String hash;

  @BeforeEach
  void tenant() {
    rig.awaitSchema();
    tenant = "proof-" + UUID.randomUUID().toString().substring(0, 12);
    key = UploadRig.key(tenant);
    hash = UploadRig.sha256(tenant);
  }

  @Test
  void check_fileWithChunkHashes_isUnlockedByAProof() {
    upload(true);
    JsonPath challenge = challenge("ben");

    check("ben", proof(challenge, tenant))
        .statusCode(200)
        .body("isDuplicate", equalTo(true))
        .body("file.fileSize", equalTo(1_000));

    check("ben", proof(challenge, tenant)).statusCode(400);
    UploadRig.until(
        () ->
            rig.number(
                    "SELECT count(*) FROM audit_log WHERE tenant = $1 AND"
                        + " action = 'upload.duplicate-checked'",
                    tenant)
                == 2);
  }

  @Test
  void check_wrongProofOrAnothers_unlocksNothing() {
    upload(true);
    check("ben", proof(challenge("ben"), "other"))
        .statusCode(400)
        .body("details", containsString("`proof`"));
    check("eve", proof(challenge("ben"), tenant)).statusCode(400);
    assertEquals(
        1, rig.number("SELECT count(*) FROM user_file_references WHERE tenant = $1", tenant));
  }

  @Test
  void check_fileWithoutChunkHashes_isNotKnown() {
    upload(false);
    check("ben", "null")
        .statusCode(200)
        .body("isDuplicate", equalTo(false))
        .body("challenge", nullValue());
  }

  @Test
  void check_moreThanAllUsersOfAKeyMay_is429() {
    for (int i = 0; i < 8; i++) {
      check("user-" + i, "null").statusCode(200);
    }
    check("user-9", "null").statusCode(429).body("limit", equalTo(8));
    key = UploadRig.key(tenant);
    for (int i = 0; i < 4; i++) {
      check("one", "null").statusCode(200).header("X-RateLimit-Limit", "4");
    }
    check("one", "null").statusCode(429).body("limit", equalTo(4));
  }

  private void upload(boolean withHashes) {
    String session =
        post(
                key,
                "track-upload",
                "{'action':'start','userId':'ann','fileName':'f','fileSize':1000,'fileHash':'"
                    + hash
                    + "','chunkSize':100}")
            .statusCode(200)
            .extract()
            .path("session.sessionId");
    for (int i = 0; i < 10; i++) {
      String chunk = withHashes ? UploadRig.sha256(tenant + i) : "crc:" + i;
      post(
              key,
              "cache-chunk",
              "{'sessionId':'%s','chunkIndex':%d,'status':'completed','chunkHash':'%s'}"
                  .formatted(session, i, chunk))
          .statusCode(200);
    }
    post(key, "track-upload", "{'action':'complete','sessionId':'" + session + "'}")
        .body("warnings", hasSize(0));
  }

  private JsonPath challenge(String user) {
    return check(user, "null")
        .statusCode(200)
        .body("isDuplicate", equalTo(false))
        .body("file", nullValue())
        .body("challenge.chunks", hasSize(4))
        .body("challenge.chunkSize", equalTo(100))
        .extract()
        .jsonPath();
  }

  private String proof(JsonPath challenge, String content) {
    String nonce = challenge.getString("challenge.nonce");
    List<String> hashes = new ArrayList<>();
    for (Integer chunk : challenge.<Integer>getList("challenge.chunks")) {
      byte[] sha256 = HexFormat.of().parseHex(UploadRig.sha256(content + chunk));
      hashes.add("'" + HexFormat.of().formatHex(ChunkHashes.answer(nonce, sha256)) + "'");
    }
    return "{'nonce':'" + nonce + "','hashes':" + hashes + "}";
  }

  private ValidatableResponse check(String user, String proof) {
    return post(
        key,
        "check-duplicate",
        "{'fileHash':'%s','userId':'%s','fileSize':1000,'proof':%s}".formatted(hash, user, proof));
  }

  /** Proofs are required, and limits low. */
  public static final class Strict implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "agentcache.upload.dedup.proof-required", "true",
          "agentcache.limits.jetty.check-duplicate", "4",
          "agentcache.limits.jetty.users-per-key", "2");
    }
  }
}
