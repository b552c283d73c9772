/** What pages are shown as it happens: the widget's figures and live events. */
@org.jspecify.annotations.NullMarked
package ai.agentcache.live;
