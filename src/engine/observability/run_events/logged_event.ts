/**
 * An event of one run among those of many.
 * @module
 */
import type { RunEvent } from "../../events/run_event.ts";

/** An event, and what tells it from those of other runs. */
export interface LoggedEvent {
  /** Number of the run among those that the instrument was fitted to, from 1; runs inside a run have its number. */
  readonly run: number;
  /** When it was told, in milliseconds since the start of 1970; `event.atMs` is on the run's clock. */
  readonly wallMs: number;
  /** What happened. */
  readonly event: RunEvent;
}
