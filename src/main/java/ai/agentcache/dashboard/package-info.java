/** The web page of the service and the widget for pages of others. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.dashboard;
