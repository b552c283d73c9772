package ai.agentcache.upload.dedup;

import ai.agentcache.http.ApiException;
import ai.agentcache.time.Clock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Optional;

/** Tells who asks whether a file is known, and keeps who refers to it. */
@Singleton
final class Duplicates {

  private final KnownFiles known;
  private final FileStore store;
  private final ChallengeStore challenges;
  private final DedupConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Duplicates(
      KnownFiles known,
      FileStore store,
      ChallengeStore challenges,
      DedupConfig config,
      Clock clock) {
    this.known = known;
    this.store = store;
    this.challenges = challenges;
    this.config = config;
    this.clock = clock;
  }

  /** Whether the tenant knows the file; if so the user refers to it from now on. */
  Uni<Verdict> check(String tenant, DuplicateCheck check) {
    Long size = check.fileSize();
    Uni<Optional<KnownFile>> found =
        size == null
            ? known.findAnySize(tenant, check.hash())
            : known.find(tenant, check.hash(), size);
    return known.bounded(
        found.chain(
            file ->
                file.map(one -> judge(tenant, check, one))
                    .orElseGet(() -> Uni.createFrom().item(Verdict.UNKNOWN))));
  }

  private Uni<Verdict> judge(String tenant, DuplicateCheck check, KnownFile file) {
    if (!config.proofRequired()) {
      return refer(tenant, check, file);
    }
    DuplicateCheck.Proof proof = check.proof();
    return store
        .chunkHashes(file.fileId())
        .chain(
            hashes -> {
              if (hashes.isEmpty()) {
                return Uni.createFrom().item(Verdict.UNKNOWN);
              }
              return proof == null
                  ? challenge(tenant, check, file, hashes.get())
                  : prove(tenant, check, file, hashes.get(), proof);
            });
  }

  private Uni<Verdict> challenge(
      String tenant, DuplicateCheck check, KnownFile file, ChunkHashes hashes) {
    Challenge challenge =
        Challenge.of(file.fileId(), check.userId(), hashes, config.proofChunks(), random);
    return challenges
        .put(tenant, challenge, config.proofTime())
        .replaceWith(Verdict.challenged(challenge, hashes.chunkSize()));
  }

  private Uni<Verdict> prove(
      String tenant,
      DuplicateCheck check,
      KnownFile file,
      ChunkHashes hashes,
      DuplicateCheck.Proof proof) {
    return challenges
        .take(tenant, proof.nonce())
        .chain(
            challenge -> {
              boolean proven =
                  challenge
                      .filter(one -> one.fileId().equals(file.fileId()))
                      .filter(one -> one.userId().equals(check.userId()))
                      .filter(one -> hashes.isProvenBy(one, proof.hashes()))
                      .isPresent();
              return proven
                  ? refer(tenant, check, file)
                  : Uni.createFrom()
                      .failure(
                          ApiException.field(
                              "proof", "does not answer an open `challenge`; ask for a new one"));
            });
  }

  private Uni<Verdict> refer(String tenant, DuplicateCheck check, KnownFile file) {
    String name = check.fileName() == null ? file.fileName() : check.fileName();
    Reference reference = new Reference(file.fileId(), check.userId(), name);
    return store
        .refer(tenant, reference, known.savings(file.size()), clock.instant())
        .map(there -> there ? Verdict.known(file) : Verdict.UNKNOWN);
  }
}
