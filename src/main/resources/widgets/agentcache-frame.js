/**
 * The widget in a frame: agentcache-monitor.html?tenant=acme#token=awt_…&theme=dark. What stands behind
 * the # is sent to nobody. It tells the page around it how high it is:
 * { type: "agentcache-monitor", height } by postMessage.
 */

import "./agentcache-monitor.js";

const given = new URLSearchParams(location.hash.slice(1));
const monitor = document.createElement("agentcache-monitor");
for (const name of ["token", "theme", "heading", "refresh"]) {
  if (given.has(name)) monitor.setAttribute(name, given.get(name));
}
document.body.append(monitor);
new ResizeObserver(() => {
  const height = Math.ceil(monitor.getBoundingClientRect().height);
  parent.postMessage({ type: "agentcache-monitor", height }, "*");
}).observe(monitor);
