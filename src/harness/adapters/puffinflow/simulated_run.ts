/**
 * Runs in simulated time, for figures that must not depend on timers: what is waited for takes exactly as long as it
 * says, and what is computed takes no time at all. What is left is the order in which the engine lets things happen.
 * @module
 */
import { SimulatedClock } from "puffinflow/coordination";

/** What a simulated run has to do with time. */
export interface SimulatedTime {
  /** The time, in milliseconds from its start. */
  readonly nowMs: () => number;
  /** Waits. */
  readonly wait: (durationMs: number) => Promise<void>;
}

/**
 * Runs something until nothing waits any more.
 *
 * @param act Starts it.
 * @returns How much simulated time it took, in milliseconds.
 */
export async function makespanMs(act: (time: SimulatedTime) => Promise<unknown>): Promise<number> {
  const clock = new SimulatedClock();
  const wait = (durationMs: number) => new Promise<void>((resolve) => void clock.after(durationMs, resolve));
  const over = act({ nowMs: () => clock.now(), wait });
  await clock.runAll();
  await over;
  return clock.now();
}
