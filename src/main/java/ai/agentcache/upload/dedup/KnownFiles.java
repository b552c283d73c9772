package ai.agentcache.upload.dedup;

import ai.agentcache.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether a file is known to a tenant. One query; no tenant ever learns of another's files. */
@Singleton
public final class KnownFiles {

  private final FileStore store;
  private final DedupConfig config;

  KnownFiles(FileStore store, DedupConfig config) {
    this.store = store;
    this.config = config;
  }

  /**
   * The file of that hash and size, without a reference being made or a proof asked for.
   *
   * @param size bytes
   * @return fails with {@link UnavailableException} within 600 ms
   */
  public Uni<Optional<KnownFile>> find(String tenant, FileHash hash, long size) {
    return hash.sha256()
        .map(sha256 -> bounded(store.find(tenant, sha256, size)))
        .orElseGet(KnownFiles::none);
  }

  /** The same, if it may be told without a proof of possession. */
  public Uni<Optional<KnownFile>> offered(String tenant, FileHash hash, long size) {
    return config.proofRequired() ? none() : find(tenant, hash, size);
  }

  /** The file of that hash, if the tenant knows exactly one. */
  Uni<Optional<KnownFile>> findAnySize(String tenant, FileHash hash) {
    return hash.sha256()
        .map(sha256 -> bounded(store.findAnySize(tenant, sha256)))
        .orElseGet(KnownFiles::none);
  }

  /** What is saved by not uploading a file of that size. */
  public Savings savings(long size) {
    return Savings.of(size, config.pricePerGb());
  }

  <T> Uni<T> bounded(Uni<T> call) {
    return call.ifNoItem()
        .after(config.patience())
        .failWith(() -> new UnavailableException("postgres", "no answer in time"));
  }

  private static Uni<Optional<KnownFile>> none() {
    return Uni.createFrom().item(Optional.empty());
  }
}
