package ai.agentcache.upload.dedup;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of which a complete upload is known.
 *
 * @param fileId its id
 * @param url where it is
 * @param fileName the name it was first uploaded by
 * @param size bytes
 * @param mimeType what its uploader said it was
 * @param uploadCount completed uploads of it
 * @param references pairs of a user and a file name that stand for it
 * @param firstUploadedAt when the first upload of it completed
 */
public record KnownFile(
    UUID fileId,
    String url,
    String fileName,
    long size,
    @Nullable String mimeType,
    long uploadCount,
    long references,
    Instant firstUploadedAt) {}
