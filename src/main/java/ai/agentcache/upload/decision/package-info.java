/** What was recommended and why: kept for a week, to be read again and compared with what came. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload.decision;
