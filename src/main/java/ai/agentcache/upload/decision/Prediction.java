package ai.agentcache.upload.decision;

/**
 * What was predicted of an upload.
 *
 * @param seconds how long it takes
 * @param cost US dollars
 */
public record Prediction(double seconds, double cost) {}
