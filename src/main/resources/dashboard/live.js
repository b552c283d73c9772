/**
 * The service's live events, for as long as the page is open: a lost connection is said, and made
 * again. While the page is hidden nothing is asked.
 */

import { ApiError, events } from "./api.js";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
/** The service says something every 15 seconds, if only that it is there. */
const SILENCE = 45_000;

/**
 * @param onEvent takes each event
 * @param onState takes "on", "lost" or "refused", and for "lost" the seconds until the next try
 * @returns a function that ends it
 */
export function follow({ onEvent, onState }) {
  const controller = new AbortController();
  run(controller.signal, onEvent, onState);
  return () => controller.abort();
}

async function run(signal, onEvent, onState) {
  let lastEventId;
  let wait = FIRST_WAIT;
  while (!signal.aborted) {
    await visible(signal);
    try {
      const attempt = new AbortController();
      const end = () => attempt.abort();
      signal.addEventListener("abort", end, { once: true });
      const hidden = () => document.hidden && attempt.abort();
      document.addEventListener("visibilitychange", hidden);
      window.addEventListener("offline", end);
      let silence = setTimeout(end, SILENCE);
      const onBytes = () => {
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE);
      };
      try {
        const from = { lastEventId, signal: attempt.signal, onOpen: () => onState("on"), onBytes };
        for await (const event of events("/api/events", from)) {
          wait = FIRST_WAIT;
          lastEventId = event.id ?? lastEventId;
          onEvent(event);
        }
      } finally {
        signal.removeEventListener("abort", end);
        document.removeEventListener("visibilitychange", hidden);
        window.removeEventListener("offline", end);
        clearTimeout(silence);
      }
    } catch (failure) {
      if (signal.aborted) return;
      if (failure instanceof ApiError && failure.status === 401) {
        onState("refused");
        return;
      }
      if (failure.retryAfter) wait = failure.retryAfter * 1000;
    }
    if (signal.aborted || document.hidden) continue;
    onState("lost", Math.ceil(wait / 1000));
    await pause(wait, signal);
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }
}

function visible(signal) {
  return new Promise((resolve) => {
    if (!document.hidden || signal.aborted) resolve();
    else document.addEventListener("visibilitychange", () => resolve(), { once: true });
  });
}

function pause(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
