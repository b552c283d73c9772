package ai.agentcache.upload.decision;

import ai.agentcache.upload.edge.Ranking.Excluded;
import ai.agentcache.upload.plan.TransferStrategy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was recommended and all that led to it.
 *
 * @param id its id
 * @param at when
 * @param asked what was asked
 * @param strategy how the file is cut and sent
 * @param choices the edges, the best first
 * @param direct the share of the way past all edges, thousandths
 * @param excluded edges that could not be used; of a large fleet not all
 * @param excludedTotal how many those were
 * @param prediction what was predicted
 */
public record Decision(
    UUID id,
    Instant at,
    Asked asked,
    TransferStrategy strategy,
    List<Choice> choices,
    int direct,
    List<Excluded> excluded,
    int excludedTotal,
    Prediction prediction) {}
