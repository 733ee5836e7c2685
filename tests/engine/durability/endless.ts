/**
 * What keeps a run in flight until it is suspended, and lets it get there.
 * @module
 */

/** A promise that is aborted with the state: it stays in flight until its run is suspended. */
export function endless(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

/** Lets what is already decided happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
