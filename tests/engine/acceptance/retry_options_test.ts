import { agent, type Backoff, type RetryOptions } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { type OptionEffect, testOptions } from "./option_effect.ts";

/** When the attempts of a state that always fails start. */
async function attemptsAt(retry: RetryOptions, error: unknown = new Error("boom")): Promise<number[]> {
  const clock = new SimulatedClock(), starts: number[] = [];
  const random = { float: () => 0.5, uint32: () => 0, below: () => 0 };
  const running = agent("x").state("a", { retry }, () => {
    starts.push(clock.now());
    throw error;
  }).run(undefined, { clock, random });
  await clock.runAll();
  await running;
  return starts;
}

const fixed: Backoff = { kind: "fixed", delayMs: 10 };

const ofRetries: Record<keyof RetryOptions, OptionEffect> = {
  maxAttempts: { without: [0], set: [0, 0], outcome: (isSet) => attemptsAt({ maxAttempts: isSet ? 2 : 1 }) },
  backoff: {
    without: [0, 0],
    set: [0, 10],
    outcome: (isSet) => attemptsAt({ maxAttempts: 2, ...(isSet && { backoff: fixed }) }),
  },
  totalTimeoutMs: {
    without: [0, 10, 20],
    set: [0, 10],
    outcome: (isSet) => attemptsAt({ maxAttempts: 3, backoff: fixed, ...(isSet && { totalTimeoutMs: 15 }) }),
  },
  retryOn: {
    without: [0, 0],
    set: [0],
    outcome: (isSet) => attemptsAt({ maxAttempts: 2, ...(isSet && { retryOn: () => false }) }),
  },
  delayHint: {
    without: [0, 10],
    set: [0, 7],
    outcome: (isSet) => attemptsAt({ maxAttempts: 2, backoff: fixed, ...(isSet && { delayHint: () => 7 }) }),
  },
};
testOptions("RetryOptions", ofRetries);

type BackoffOption<K extends Backoff["kind"]> = Exclude<keyof Extract<Backoff, { readonly kind: K }>, "kind">;

const backingOff = (backoff: Backoff) => attemptsAt({ maxAttempts: 4, backoff });

const ofFixed: Record<BackoffOption<"fixed">, OptionEffect> = {
  delayMs: {
    without: [0, 0, 0, 0],
    set: [0, 10, 20, 30],
    outcome: (isSet) => backingOff(isSet ? fixed : { kind: "fixed", delayMs: 0 }),
  },
};
testOptions("Backoff (fixed)", ofFixed);

const exponential = { kind: "exponential", baseDelayMs: 100, jitter: "none" } as const;

const ofExponential: Record<BackoffOption<"exponential">, OptionEffect> = {
  baseDelayMs: {
    without: [0, 100, 300, 700],
    set: [0, 10, 30, 70],
    outcome: (isSet) => backingOff({ ...exponential, ...(isSet && { baseDelayMs: 10 }) }),
  },
  factor: {
    without: [0, 100, 300, 700],
    set: [0, 100, 400, 1_300],
    outcome: (isSet) => backingOff({ ...exponential, ...(isSet && { factor: 3 }) }),
  },
  maxDelayMs: {
    without: [0, 100, 300, 700],
    set: [0, 100, 250, 400],
    outcome: (isSet) => backingOff({ ...exponential, ...(isSet && { maxDelayMs: 150 }) }),
  },
  jitter: {
    without: [0, 50, 150, 350],
    set: [0, 75, 225, 525],
    outcome: (isSet) =>
      backingOff({ kind: "exponential", baseDelayMs: 100, ...(isSet && { jitter: "equal" as const }) }),
  },
};
testOptions("Backoff (exponential)", ofExponential);

const decorrelated = { kind: "decorrelated", baseDelayMs: 100 } as const;

const ofDecorrelated: Record<BackoffOption<"decorrelated">, OptionEffect> = {
  baseDelayMs: {
    without: [0, 200, 550, 1_125],
    set: [0, 20, 55, 112.5],
    outcome: (isSet) => backingOff({ ...decorrelated, ...(isSet && { baseDelayMs: 10 }) }),
  },
  maxDelayMs: {
    without: [0, 200, 550, 1_125],
    set: [0, 150, 300, 450],
    outcome: (isSet) => backingOff({ ...decorrelated, ...(isSet && { maxDelayMs: 150 }) }),
  },
};
testOptions("Backoff (decorrelated)", ofDecorrelated);
