/**
 * One full garbage collection on demand, so that samples do not pay for what the warm-up left behind.
 * When it is done is the worker's choice; why not more often is said in `batch.ts`.
 * @module
 */
import { invariant } from "../../invariant.ts";

/** Flag of V8 without which there is nothing to call. */
export const EXPOSE_GC_FLAG = "--expose-gc";

/** Collects all garbage of this process. Takes some milliseconds. */
export function collectGarbage(): void {
  const { gc } = globalThis as { gc?: () => void };
  invariant(gc !== undefined, `A process that measures is started with --v8-flags=${EXPOSE_GC_FLAG}`);
  gc();
}
