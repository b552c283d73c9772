/** Who calls, in which tenant and namespace, and may they now: keys, limits, quota, audit. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.access;
