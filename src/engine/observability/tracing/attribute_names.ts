/**
 * Names of the attributes that tell of a run in its spans. Backends search by them: they are part of the API.
 * @module
 */

/** Attributes of spans, and on which spans they are. */
export const Attribute = {
  /** On runs and states: name of the agent. */
  agent: "puffinflow.agent",
  /** On states: name of the state. */
  state: "puffinflow.state",
  /** On states: number of the visit, from 1. */
  visit: "puffinflow.visit",
  /** On tasks that were sent: position among those that were sent together, from 0. */
  index: "puffinflow.index",
  /** On attempts: number of the attempt, from 1. */
  attempt: "puffinflow.attempt",
  /** On attempts, and waits for one, after which another one follows: how long that is put off, in milliseconds. */
  retryDelayMs: "puffinflow.retry_delay_ms",
  /** On all, when they end: `completed`, `failed`, `timed-out`, `cancelled`. */
  outcome: "puffinflow.outcome",
} as const;
