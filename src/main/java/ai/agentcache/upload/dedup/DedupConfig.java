package ai.agentcache.upload.dedup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Files that need not be uploaded again. */
@ConfigMapping(prefix = "agentcache.upload.dedup")
public interface DedupConfig {

  /**
   * Where a known file is, unless its uploader gave a `url`; `{fileId}` and `{tenant}` are filled
   * in.
   */
  @WithDefault("https://lyve.agentcache.ai/{tenant}/{fileId}")
  String fileUrl();

  /** What storing and moving a GB (10^9 bytes) would have cost, US dollars; for savings. */
  @WithDefault("0.02")
  double pricePerGb();

  /** Longest wait for a look-up; later the answer is 503. */
  @WithDefault("550ms")
  Duration patience();

  /**
   * Whether a caller has to prove that it has a file before it is told that the file is known. Only
   * files whose upload reported a SHA-256 of every chunk can then be found.
   */
  @WithDefault("false")
  boolean proofRequired();

  /** How many chunks a caller has to know for a proof. */
  @WithDefault("4")
  int proofChunks();

  /** How long a proof may take. */
  @WithDefault("2m")
  Duration proofTime();
}
