package ai.agentcache.upload;

import ai.agentcache.upload.decision.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What is answered to a request for the best edges.
 *
 * @param decision what is recommended
 * @param duplicate the file, if the tenant has it already
 * @param warnings what the caller should know
 */
record Plan(Decision decision, Optional<Duplicate> duplicate, List<String> warnings) {}
