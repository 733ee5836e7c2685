/**
 * Agents that take simulated time, and tell a log what they do.
 * @module
 */
import { type Agent, agent } from "puffinflow";
import type { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** How an agent spends its time. */
export interface Spending {
  readonly ms: number;
  /** What it ends with instead of its name. @default nothing */
  readonly error?: Error;
  /** How long it takes to stop when aborted; `Infinity` if it does not heed its signal. @default {0} */
  readonly stopMs?: number;
}

/** An agent with one state. */
export type Sleeper = Agent<void, Readonly<Record<"done", string>>>;

/** Makes agents on a clock. */
export function sleepers(clock: SimulatedClock): {
  readonly log: string[];
  readonly sleeper: (name: string, spending: Spending) => Sleeper;
} {
  const log: string[] = [];
  const sleeper = (name: string, spending: Spending): Sleeper =>
    agent(name).state("done", ({ signal }) => spend(clock, { name, signal, log, ...spending }));
  return { log, sleeper };
}

interface Sleep extends Spending {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly log: string[];
}

function spend(clock: SimulatedClock, { name, signal, log, ms, error, stopMs = 0 }: Sleep): Promise<string> {
  log.push(`${name} starts at ${clock.now()}`);
  return new Promise((resolve, reject) => {
    const alarm = clock.after(ms, () => {
      log.push(`${name} ends at ${clock.now()}`);
      if (error === undefined) resolve(name);
      else reject(error);
    });
    if (stopMs === Infinity) return;
    signal.addEventListener("abort", () => {
      clock.clear(alarm);
      clock.after(stopMs, () => {
        log.push(`${name} stops at ${clock.now()}`);
        reject(signal.reason);
      });
    });
  });
}
