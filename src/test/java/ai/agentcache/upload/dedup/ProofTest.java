package ai.agentcache.upload.dedup;

import static ai.agentcache.upload.UploadRig.post;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.agentcache.OtherSettings;
import ai.agentcache.upload.UploadRig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a proof of possession is required, and a key has few requests for all its users. */
@QuarkusTest
@TestProfile(OtherSettings.class)
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
  void start_hashOfAKnownFile_tellsNothingOfIt() {
    String known = upload(true);

    JsonPath started = start("eve").extract().jsonPath();

    assertNotEquals(known, started.getString("session.fileId"));
    assertEquals(0, started.getList("warnings").size());
  }

  @Test
  void complete_knownFileWithoutItsChunks_isNoReferenceToIt() {
    String known = upload(true);
    for (String content : new String[] {"", "other", tenant + "x"}) {
      String session = start("eve").extract().path("session.sessionId");
      if (content.isEmpty()) {
        post(
            key,
            "track-upload",
            "{'action':'progress','sessionId':'%s','chunksCompleted':10,'bytesUploaded':1000}"
                .formatted(session));
      } else {
        report(session, content);
      }
      for (int i = 0; i < 2; i++) {
        complete(session)
            .statusCode(200)
            .body("fileId", not(equalTo(known)))
            .body("warnings[0]", containsString("`chunkHash`"))
            .body("warnings", hasSize(2));
      }
      UploadRig.with(key)
          .get("/api/jetty/sessions/" + session)
          .then()
          .body("state", equalTo("completed"))
          .body("verified", equalTo(false))
          .body("fileId", not(equalTo(known)));
    }
    assertEquals(1, references());
    assertEquals(
        1,
        rig.number("SELECT sum(upload_count)::bigint FROM file_hashes WHERE tenant = $1", tenant));
    UploadRig.with(key).delete("/api/jetty/files/" + known + "?userId=eve").then().statusCode(404);
  }

  @Test
  void complete_knownFileWithItsChunks_refersToIt() {
    String known = upload(true);
    String session = start("ben").extract().path("session.sessionId");
    report(session, tenant);

    complete(session).body("fileId", equalTo(known)).body("warnings", hasSize(0));

    assertEquals(2, references());
    UploadRig.with(key).delete("/api/jetty/files/" + known + "?userId=ben").then().statusCode(200);
  }

  @Test
  void complete_knownFileOfWhichNoChunkHashesAreRecorded_cannotBeProven() {
    String known = upload(false);
    String session = start("ben").extract().path("session.sessionId");
    report(session, tenant);

    complete(session).body("fileId", not(equalTo(known))).body("warnings", hasSize(2));

    assertEquals(1, references());
    assertEquals(
        0,
        rig.number(
            "SELECT count(*) FROM upload_chunk_hashes WHERE file_id = $1", UUID.fromString(known)));
  }

  private long references() {
    return rig.number("SELECT count(*) FROM user_file_references WHERE tenant = $1", tenant);
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

  private String upload(boolean withHashes) {
    String session = start("ann").extract().path("session.sessionId");
    if (withHashes) {
      report(session, tenant);
    } else {
      report(session, i -> "crc:" + i);
    }
    return complete(session).body("warnings", hasSize(0)).extract().path("fileId");
  }

  private ValidatableResponse start(String user) {
    return post(
            key,
            "track-upload",
            "{'action':'start','userId':'%s','fileName':'f','fileSize':1000,'fileHash':'%s',"
                    .formatted(user, hash)
                + "'chunkSize':100}")
        .statusCode(200);
  }

  private void report(String session, String content) {
    report(session, i -> UploadRig.sha256(content + i));
  }

  private void report(String session, IntFunction<String> chunkHash) {
    for (int i = 0; i < 10; i++) {
      post(
              key,
              "cache-chunk",
              "{'sessionId':'%s','chunkIndex':%d,'status':'completed','chunkHash':'%s'}"
                  .formatted(session, i, chunkHash.apply(i)))
          .statusCode(200);
    }
  }

  private ValidatableResponse complete(String session) {
    return post(key, "track-upload", "{'action':'complete','sessionId':'" + session + "'}");
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
}
