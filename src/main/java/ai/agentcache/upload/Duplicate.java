package ai.agentcache.upload;

/**
 * A file that need not be uploaded, because the tenant has it.
 *
 * @param fileId its id
 * @param url where it is
 * @param savedBytes bytes that need not be sent
 * @param savedCost US dollars that need not be spent
 */
record Duplicate(String fileId, String url, long savedBytes, double savedCost) {}
