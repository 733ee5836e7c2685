/**
 * A runtime on simulated time, and agents that take some of it.
 * @module
 */
import { agent } from "puffinflow";
import {
  type AnyResult,
  type Occurrence,
  type RunnableAgent,
  type Runtime,
  runtime,
  type RuntimeOptions,
  SimulatedClock,
  SimulatedWallClock,
} from "puffinflow/schedule";

/** A runtime and what moves it. */
export interface Simulated {
  readonly clock: SimulatedClock;
  readonly wallClock: SimulatedWallClock;
  readonly work: Runtime;
}

/** Starts a runtime at a moment, midnight of a Wednesday unless told otherwise. */
export function simulated(options: RuntimeOptions & { readonly start?: string } = {}): Simulated {
  const { start = "2025-01-01T00:00:00Z", ...rest } = options;
  const clock = new SimulatedClock(), wallClock = new SimulatedWallClock(clock, new Date(start));
  return { clock, wallClock, work: runtime({ clock, wallClock, ...rest }) };
}

/** Waits on simulated time, stopping with the signal as `fetch` would. */
export function delay(
  clock: SimulatedClock,
  { delayMs, signal }: { delayMs: number; signal: AbortSignal },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const alarm = clock.after(delayMs, resolve);
  signal.addEventListener("abort", () => {
    clock.clear(alarm);
    reject(signal.reason);
  });
  return promise;
}

/** An agent that takes time, and the times at which its runs started. */
export interface Lasting {
  readonly slow: RunnableAgent<void, AnyResult>;
  readonly starts: readonly string[];
}

/** An agent whose runs take some time, and that notes by the wall clock when each of them starts. */
export function lasting(durationMs: number, { clock, wallClock }: Simulated): Lasting {
  const starts: string[] = [];
  const slow = agent("slow").state("work", async ({ signal }) => {
    starts.push(clockTime(wallClock.wallNow()));
    await delay(clock, { delayMs: durationMs, signal });
  });
  return { slow, starts };
}

/** Hours, minutes and seconds of an instant. */
export function clockTime(instant: number | Date): string {
  return new Date(instant).toISOString().slice(11, 19);
}

/** A history in short: due time and what became of it. */
export function inShort(history: readonly Occurrence[]): string[] {
  return history.map((occurrence) => {
    const due = clockTime(occurrence.due);
    switch (occurrence.kind) {
      case "ended":
        return `${due} ${occurrence.status}`;
      case "skipped":
        return `${due} skipped: ${occurrence.reason}`;
      case "missed":
        return `${due} to ${clockTime(occurrence.lastDue)} missed`;
      case "faulted":
        return `${due} faulted: ${occurrence.error}`;
    }
  });
}
