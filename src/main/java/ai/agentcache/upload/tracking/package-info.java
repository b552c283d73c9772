/** Upload sessions from start to end, and what is learnt from them. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.upload.tracking;
