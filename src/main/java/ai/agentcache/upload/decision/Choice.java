package ai.agentcache.upload.decision;

import ai.agentcache.upload.edge.Edge;
import ai.agentcache.upload.edge.Factors;

/**
 * An edge that was recommended.
 *
 * @param edge the edge
 * @param factors what it was like for the caller
 * @param score how well that fitted, 0 to 1
 * @param measured whether anything of it had been measured of late
 * @param share its share of the file, thousandths
 * @param mbps what it was expected to take of the whole upload, Mbit/s; the shares follow from that
 * @param parts its share in whole chunks; none if that is less than half of one
 * @param streams its share of the threads
 * @param seconds how long its chunks alone were to take; 0 without any
 */
public record Choice(
    Edge edge,
    Factors factors,
    double score,
    boolean measured,
    int share,
    double mbps,
    int parts,
    int streams,
    double seconds) {}
