package ai.agentcache.upload.dedup;

import java.util.UUID;

/**
 * That a user has a file under a name.
 *
 * @param fileId which file
 * @param userId whose
 * @param fileName the user's name for it
 */
record Reference(UUID fileId, String userId, String fileName) {}
