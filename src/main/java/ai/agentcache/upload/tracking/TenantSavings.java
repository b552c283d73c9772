package ai.agentcache.upload.tracking;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What deduplication has done for a tenant.
 *
 * @param files files that are known
 * @param duplicatesAvoided uploads that were not needed
 * @param savedBytes bytes that were not sent
 * @param savedCost US dollars, by the configured price of a gigabyte
 * @param underWay uploads that go on or rest now
 */
@Schema(
    name = "UploadSavings",
    requiredProperties = {"files", "duplicatesAvoided", "savedBytes", "savedCost", "underWay"})
public record TenantSavings(
    long files, long duplicatesAvoided, long savedBytes, double savedCost, long underWay) {}
