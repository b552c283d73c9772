package ai.agentcache.upload.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChunkHashesTest {

  private final byte[] packed = new byte[32 * 20];
  private final ChunkHashes hashes = new ChunkHashes(100, packed);

  {
    new Random(7).nextBytes(packed);
  }

  @Test
  void isProvenBy_theAnswersOfWhoHasTheChunks_isTrueForThisChallengeOnly() {
    Challenge challenge = challenge(1);
    List<String> answers = answers(challenge);

    assertTrue(hashes.isProvenBy(challenge, answers));
    assertFalse(hashes.isProvenBy(challenge(2), answers));
  }

  @Test
  void isProvenBy_wrongMissingOrDisorderedAnswers_isFalse() {
    Challenge challenge = challenge(1);
    List<String> answers = answers(challenge);

    assertFalse(hashes.isProvenBy(challenge, List.of()));
    assertFalse(hashes.isProvenBy(challenge, answers.subList(0, 3)));
    List<String> disordered = new ArrayList<>(answers);
    Collections.swap(disordered, 0, 1);
    assertFalse(hashes.isProvenBy(challenge, disordered));
    List<String> wrong = new ArrayList<>(answers);
    wrong.set(2, "0".repeat(64));
    assertFalse(hashes.isProvenBy(challenge, wrong));
    wrong.set(2, "no hex");
    assertFalse(hashes.isProvenBy(challenge, wrong));
  }

  @Test
  void of_challenge_namesDifferentChunksOfTheFile() {
    assertEquals(4, challenge(3).chunks().stream().distinct().filter(i -> i < 20).count());
    ChunkHashes two = new ChunkHashes(100, new byte[64]);
    Challenge all = Challenge.of(UUID.randomUUID(), "u", two, 4, new Random(1));
    assertEquals(List.of(0, 1), all.chunks());
  }

  @Test
  void decode_ofEncoded_isTheSame() {
    Challenge challenge = challenge(5);
    assertEquals(challenge, Challenge.decode(challenge.nonce(), challenge.encode()));
  }

  private Challenge challenge(long seed) {
    return Challenge.of(new UUID(1, seed), "u", hashes, 4, new Random(seed));
  }

  private List<String> answers(Challenge challenge) {
    return challenge.chunks().stream()
        .map(i -> Arrays.copyOfRange(packed, 32 * i, 32 * i + 32))
        .map(hash -> HexFormat.of().formatHex(ChunkHashes.answer(challenge.nonce(), hash)))
        .toList();
  }
}
