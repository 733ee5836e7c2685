/**
 * Options for the usual kinds of states: what the profiles of the Python PuffinFlow say about priority, limit and
 * attempts, as plain objects to be spread into a state's options. Its profiles also name amounts of resources, which
 * mean something only beside the pool that they are taken from, and breakers and bulkheads; they are not repeated.
 * @module
 */
import type { CommonStateOptions } from "./state_options.ts";

/** Options that a preset sets. */
export type StatePreset = Pick<CommonStateOptions, "priority" | "retry" | "timeoutMs">;

/** The presets. Each says what it was made of: priority, limit of an attempt, most attempts. */
export interface Presets {
  /** Profile `minimal`: normal, no limit, 1. */
  readonly minimal: StatePreset;
  /** Profile `standard`: normal, no limit, 3. */
  readonly standard: StatePreset;
  /** Profile `cpu_intensive`: high, 300 s, 3. */
  readonly cpuIntensive: StatePreset;
  /** Profile `memory_intensive`: high, 600 s, 3. */
  readonly memoryIntensive: StatePreset;
  /** Profile `io_intensive`: normal, 120 s, 5. */
  readonly ioIntensive: StatePreset;
  /** Profile `gpu_accelerated`: high, 900 s, 2. */
  readonly gpuAccelerated: StatePreset;
  /** Profile `network_intensive`: normal, 60 s, 5. */
  readonly networkIntensive: StatePreset;
  /** Profile `quick`: normal, 30 s, 2. */
  readonly quick: StatePreset;
  /** Profile `batch`: low, 1,800 s, 3. */
  readonly batch: StatePreset;
  /** Profile `critical`: critical, no limit, 3. */
  readonly critical: StatePreset;
  /** Profile `concurrent`: normal, no limit, 3. */
  readonly concurrent: StatePreset;
  /** Profile `synchronized`: normal, no limit, 3. */
  readonly synchronized: StatePreset;
  /** Profile `resilient`: normal, no limit, 5. */
  readonly resilient: StatePreset;
  /** Profile `fault_tolerant`: normal, no limit, 5. */
  readonly faultTolerant: StatePreset;
  /** Profile `external_service`: normal, 30 s, 3. */
  readonly externalService: StatePreset;
  /** Profile `high_availability`: high, no limit, 10. */
  readonly highAvailability: StatePreset;
}

/**
 * Options for the usual kinds of states, to be spread: what stands after a preset wins. A preset that tries again
 * waits about a second first, then twice as long each time, at most a minute, and a random half of it less.
 *
 * There is none for the profile `critical_no_dlq`: it is `critical`, as an agent keeps dead letters only when it is
 * given a queue for them.
 *
 * @example
 * ```ts
 * import { agent, presets } from "puffinflow";
 *
 * const weather = agent("weather")
 *   .state("forecast", { ...presets.externalService, timeoutMs: 5_000 }, async () => await Promise.resolve("windy"));
 *
 * const [forecast] = weather.describe().states;
 * if (forecast?.maxAttempts !== 3 || forecast.timeoutMs !== 5_000) throw new Error("the preset had no effect");
 * ```
 */
export const presets: Presets = {
  minimal: { priority: "normal", retry: attempts(1) },
  standard: { priority: "normal", retry: attempts(3) },
  cpuIntensive: { priority: "high", timeoutMs: 300_000, retry: attempts(3) },
  memoryIntensive: { priority: "high", timeoutMs: 600_000, retry: attempts(3) },
  ioIntensive: { priority: "normal", timeoutMs: 120_000, retry: attempts(5) },
  gpuAccelerated: { priority: "high", timeoutMs: 900_000, retry: attempts(2) },
  networkIntensive: { priority: "normal", timeoutMs: 60_000, retry: attempts(5) },
  quick: { priority: "normal", timeoutMs: 30_000, retry: attempts(2) },
  batch: { priority: "low", timeoutMs: 1_800_000, retry: attempts(3) },
  critical: { priority: "critical", retry: attempts(3) },
  concurrent: { priority: "normal", retry: attempts(3) },
  synchronized: { priority: "normal", retry: attempts(3) },
  resilient: { priority: "normal", retry: attempts(5) },
  faultTolerant: { priority: "normal", retry: attempts(5) },
  externalService: { priority: "normal", timeoutMs: 30_000, retry: attempts(3) },
  highAvailability: { priority: "high", retry: attempts(10) },
};

/** The waits are those of the original's retry policy, whose `max_retries` counts attempts. */
function attempts(maxAttempts: number): NonNullable<StatePreset["retry"]> {
  const backoff = { kind: "exponential", baseDelayMs: 1_000, factor: 2, maxDelayMs: 60_000, jitter: "equal" } as const;
  return { maxAttempts, backoff };
}
