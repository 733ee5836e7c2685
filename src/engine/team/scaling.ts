/**
 * How many workers a pool should have: pure functions of what is seen of it. Between the figure that calls for more and
 * the one that lets workers go there is a gap, so that a pool does not swing; how soon a wish is followed is
 * `autoscaler.ts`'s.
 * @module
 */

/** How soon a pool follows a wish for another size. */
export interface Cooldowns {
  /** Shortest time from the last change to more workers, in milliseconds, 0 or more. @default {1_000} */
  readonly scaleUpCooldownMs?: number;
  /** Shortest time from the last change to fewer workers, in milliseconds, 0 or more. @default {30_000} */
  readonly scaleDownCooldownMs?: number;
}

/** By how much there is to do for each worker: jobs that are ready or running, divided by workers. */
export interface QueueScaling extends Cooldowns {
  /** What is looked at. */
  readonly kind: "queue";
  /** More workers when there are more jobs for each, above `scaleDownAt`. @default {2} */
  readonly scaleUpAt?: number;
  /** Fewer workers when there are fewer jobs for each, above 0. @default {0.5} */
  readonly scaleDownAt?: number;
}

/**
 * By latency: how long the oldest of the ready jobs has waited. The wait of jobs that were started is not looked at: it
 * says nothing while none is started. Workers go, one at a time, when no job waits and one of them has nothing to do.
 */
export interface LatencyScaling extends Cooldowns {
  /** What is looked at. */
  readonly kind: "latency";
  /** More workers when a job has waited for so long, in milliseconds, above 0. */
  readonly targetMs: number;
}

/** By how busy something is: the workers' processors, a server that they all call. */
export interface UtilizationScaling extends Cooldowns {
  /** What is looked at. */
  readonly kind: "utilization";
  /** Reads the share that is in use, from 0 to 1. Must be quick; called when jobs come and end, and by `rescale()`. */
  readonly read: () => number;
  /** More workers when more is in use and jobs wait: above `scaleDownAt` and up to 1. @default {0.75} */
  readonly scaleUpAt?: number;
  /** Fewer workers when less is in use and no job waits, above 0. @default {0.25} */
  readonly scaleDownAt?: number;
}

/** By a function of one's own. */
export interface CustomScaling extends Cooldowns {
  /** What is looked at. */
  readonly kind: "custom";
  /**
   * Says how many workers there should be; less than `minWorkers` or more than `maxWorkers` is taken as these. Must be
   * quick; called when jobs come and end, and by `rescale()`.
   *
   * @param seen What is seen of the pool.
   */
  readonly workers: (seen: PoolObservation) => number;
}

/** How a pool finds its size. */
export type Scaling = QueueScaling | LatencyScaling | UtilizationScaling | CustomScaling;

/** What is seen of a pool. */
export interface PoolObservation {
  /** Workers, without those that leave. */
  readonly workers: number;
  /** Jobs that run. */
  readonly running: number;
  /** Jobs that are ready to run. */
  readonly ready: number;
  /** How long the oldest ready job has waited, in milliseconds; 0 if there is none. */
  readonly oldestWaitMs: number;
}

/** What a rule comes to. */
export interface Wish {
  /** How many workers there should be; any number. */
  readonly workers: number;
  /** After how many milliseconds it may come to something else, though nothing happens; `Infinity` for never. */
  readonly lookAgainMs: number;
}

/** A rule, its options checked. */
export type ScalingRule = (seen: PoolObservation) => Wish;

/**
 * Checks options and makes a rule of them.
 *
 * @param scaling What a caller configured.
 * @returns The rule.
 * @throws {RangeError} If a number is out of its bounds.
 * @throws {TypeError} If there is no such kind.
 */
export function scalingRule(scaling: Scaling): ScalingRule {
  switch (scaling.kind) {
    case "queue": {
      const { scaleUpAt, scaleDownAt } = checkedGap({ scaleUpAt: 2, scaleDownAt: 0.5, ...scaling }, Infinity);
      return ({ workers, running, ready }) =>
        steady(byShare(workers, (running + ready) / workers, { scaleUpAt, scaleDownAt }));
    }
    case "latency":
      return byLatency(checkedTarget(scaling.targetMs));
    case "utilization": {
      const gap = checkedGap({ scaleUpAt: 0.75, scaleDownAt: 0.25, ...scaling }, 1);
      return (seen) => steady(byUtilization(seen, checkedShare(scaling.read()), gap));
    }
    case "custom":
      return (seen) => steady(checkedWorkers(scaling.workers(seen)));
    default:
      throw new TypeError(
        `Cannot scale a pool as 'kind' must be queue, latency, utilization or custom: ` +
          `current value is ${JSON.stringify((scaling as { readonly kind: unknown }).kind)}`,
      );
  }
}

interface Gap {
  readonly scaleUpAt: number;
  readonly scaleDownAt: number;
}

function steady(workers: number): Wish {
  return { workers, lookAgainMs: Infinity };
}

/** As many workers as bring the share back to the limit that it is beyond. */
function byShare(workers: number, share: number, { scaleUpAt, scaleDownAt }: Gap): number {
  if (share > scaleUpAt) return Math.ceil(workers * share / scaleUpAt);
  return share < scaleDownAt ? Math.ceil(workers * share / scaleDownAt) : workers;
}

function byUtilization({ workers, ready }: PoolObservation, share: number, gap: Gap): number {
  const wanted = byShare(workers, share, gap);
  // More workers for no work change nothing, and work that waits is no reason for fewer.
  return ready > 0 ? Math.max(wanted, workers) : Math.min(wanted, workers);
}

function byLatency(targetMs: number): ScalingRule {
  return ({ workers, running, ready, oldestWaitMs }) => {
    if (ready === 0) return steady(running < workers ? workers - 1 : workers);
    if (oldestWaitMs < targetMs) return { workers, lookAgainMs: targetMs - oldestWaitMs };
    // At most twice as many at a time: one long wait says little about how many are missing.
    return steady(workers + Math.min(workers, ready));
  };
}

function checkedGap({ scaleUpAt, scaleDownAt }: Gap, max: number): Gap {
  if (scaleDownAt > 0 && scaleUpAt > scaleDownAt && scaleUpAt <= max) return { scaleUpAt, scaleDownAt };
  throw new RangeError(
    `Cannot scale a pool as 'scaleDownAt' must be above 0 and 'scaleUpAt' above it${
      max < Infinity ? `, up to ${max}` : ""
    }: ` +
      `current values are ${scaleDownAt} and ${scaleUpAt}`,
  );
}

function checkedTarget(targetMs: number): number {
  if (targetMs > 0 && targetMs < Infinity) return targetMs;
  throw new RangeError(`Cannot scale a pool as 'targetMs' must be above 0 and finite: current value is ${targetMs}`);
}

function checkedShare(share: number): number {
  if (share >= 0 && share <= 1) return share;
  throw new RangeError(`Cannot scale a pool as 'read' must give a share from 0 to 1: current value is ${share}`);
}

function checkedWorkers(workers: number): number {
  if (!Number.isNaN(workers)) return workers;
  throw new RangeError(`Cannot scale a pool as 'workers' must give a number: current value is ${workers}`);
}
