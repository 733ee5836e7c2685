/**
 * Gunther's Universal Scalability Law: throughput X(N) = λN / (1 + σ(N − 1) + κN(N − 1)) at a
 * concurrency of N. λ is what one alone gets done, σ the share that has to queue, κ what keeping
 * everyone informed costs; κ makes throughput peak and fall. One law over a sweep says more than a
 * "scaling efficiency" at its end, and a poor R² says that the law does not hold.
 *
 * N / X, the seconds that each of the N takes, is a sum of three parts: (1 − σ)/λ whatever N is, σ/λ times
 * N, and κ/λ times N(N − 1). None of them is let below 0, which keeps σ between 0 and 1. The logarithm is
 * fitted, by Gauss–Newton steps, so that errors count relatively: fitted as it is, the largest throughput
 * would decide alone. Errors are taken to be independent between points; an interval is had by
 * resampling forks (`cluster_bootstrap.ts`).
 * @module
 */
import { solve } from "./linear_system.ts";

/** What was got done at a concurrency. */
export interface ThroughputPoint {
  /** How many ran at once; an integer from 1. */
  readonly concurrency: number;
  /** Completed per second, above 0. */
  readonly throughputPerSecond: number;
}

/** Where throughput is highest. */
export interface ThroughputPeak {
  /** The concurrency, 1 or more; rarely an integer. */
  readonly concurrency: number;
  /** Completed per second there, according to the law. */
  readonly throughputPerSecond: number;
}

/** The law with its coefficients. */
export interface UslFit {
  /** λ: throughput of one alone, per second. */
  readonly lambda: number;
  /** σ: contention, from 0 to 1. */
  readonly sigma: number;
  /** κ: cost of coherency, 0 or more. */
  readonly kappa: number;
  /** R²: the share of the variance of the logarithm of throughput that the law explains; below 0 if none. */
  readonly rSquared: number;
  /** The peak, often beyond what was measured; null where throughput never falls, as κ is 0. */
  readonly peak: ThroughputPeak | null;
}

/** The three parts of N / X: apart, queueing and, in units of the largest concurrency, coherency. */
type Parts = readonly [number, number, number];

/** A point as the fit sees it. */
interface Row {
  /** What the parts are multiplied by. */
  readonly features: Parts;
  /** ln(N / X). */
  readonly logSeconds: number;
}

/** Which of the parts may differ from 0, the simplest first. Coherency never stands alone: λ would be infinite. */
const FACES: readonly (readonly number[])[] = [[0], [1], [0, 1], [0, 2], [1, 2], [0, 1, 2]];
/** A smaller error than this is the work of rounding, and no reason for a further part. */
const LEAST_GAIN = 1e-24;
/** Steps before we admit that the fit does not settle; it takes about ten. */
const MAX_STEPS = 500;
/** Share of a step that is too small to matter. */
const SMALLEST_SHARE = 2 ** -50;
/** A step that moves no part by more than this share of the largest is the last one. */
const LEAST_STEP = 1e-13;

/**
 * Fits the law.
 *
 * @param points Throughputs at three different concurrencies or more; repetitions are welcome.
 * @returns The law that comes closest, with σ and κ not below 0.
 * @throws {RangeError} If there are fewer than three different concurrencies, one is not an integer from 1,
 * or a throughput is not above 0 and finite.
 *
 * @example A law is found again in what it predicts
 * ```ts
 * import assert from "node:assert/strict";
 * import { uslFit } from "./usl.ts";
 *
 * const law = (n: number) => 1_000 * n / (1 + 0.05 * (n - 1) + 0.001 * n * (n - 1));
 * const points = [1, 2, 4, 8, 16].map((n) => ({ concurrency: n, throughputPerSecond: law(n) }));
 * const { sigma, kappa, peak } = uslFit(points);
 * assert.ok(Math.abs(sigma - 0.05) < 1e-9 && Math.abs(kappa - 0.001) < 1e-9);
 * assert.equal(Math.round(peak!.concurrency), 31);
 * ```
 */
export function uslFit(points: readonly ThroughputPoint[]): UslFit {
  checkPoints(points);
  const largest = Math.max(...points.map(({ concurrency }) => concurrency));
  const rows = points.map((point) => rowOf(point, largest));
  // The optimum lies inside or on a face where some parts are 0; each is tried without its bounds.
  const fits = FACES.map((face) => fitFace(rows, face)).filter(({ parts }) => parts.every((part) => part >= 0));
  const { parts: [apart, queueing, coherency], error } = fits.reduce((best, fit) =>
    fit.error + LEAST_GAIN < best.error ? fit : best
  );
  const alone = apart + queueing;
  const law = { lambda: 1 / alone, sigma: queueing / alone, kappa: coherency / largest / alone };
  const logThroughputs = points.map(({ throughputPerSecond }) => Math.log(throughputPerSecond));
  return { ...law, rSquared: rSquaredOf(logThroughputs, error), peak: peakOf(law) };
}

function checkPoints(points: readonly ThroughputPoint[]): void {
  for (const { concurrency, throughputPerSecond } of points) {
    if (
      Number.isInteger(concurrency) && concurrency >= 1 && throughputPerSecond > 0 && throughputPerSecond < Infinity
    ) continue;
    throw new RangeError(
      `Cannot fit scalability as concurrency must be an integer from 1 and throughput above 0: current values are ${concurrency}, ${throughputPerSecond}`,
    );
  }
  const different = new Set(points.map(({ concurrency }) => concurrency)).size;
  if (different >= 3) return;
  throw new RangeError(`Cannot fit scalability as it takes three different concurrencies: there are ${different}`);
}

function rowOf({ concurrency, throughputPerSecond }: ThroughputPoint, largest: number): Row {
  return {
    features: [1, concurrency, concurrency * (concurrency - 1) / largest],
    logSeconds: Math.log(concurrency / throughputPerSecond),
  };
}

interface FaceFit {
  readonly parts: Parts;
  /** Sum of squared residuals. */
  readonly error: number;
}

/** Fits the parts of a face and leaves the others at 0. They may come out below 0. */
function fitFace(rows: readonly Row[], face: readonly number[]): FaceFit {
  let parts = startOf(rows, face[0]!);
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = shortened(rows, { parts, move: gaussNewtonStep(rows, { parts, face }) });
    const largest = Math.max(...next.map((part, i) => Math.abs(part - parts[i]!)));
    parts = next;
    if (largest <= LEAST_STEP * Math.max(...next.map(Math.abs))) break;
  }
  return { parts, error: errorOf(rows, parts) };
}

/** The best fit of a single part, which is above 0 everywhere. */
function startOf(rows: readonly Row[], part: number): Parts {
  const logs = rows.map(({ logSeconds, features }) => logSeconds - Math.log(features[part]!));
  const start = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
  return part === 0 ? [start, 0, 0] : [0, start, 0];
}

/** The step that would be right if the logarithm were a straight line. */
function gaussNewtonStep(rows: readonly Row[], { parts, face }: { parts: Parts; face: readonly number[] }): Parts {
  const slopes = rows.map((row) => face.map((i) => row.features[i]! / secondsAt(row, parts)));
  const residuals = rows.map((row) => row.logSeconds - Math.log(secondsAt(row, parts)));
  const matrix = face.map((_, i) => face.map((_, j) => slopes.reduce((sum, s) => sum + s[i]! * s[j]!, 0)));
  const steps = solve(matrix, face.map((_, i) => slopes.reduce((sum, s, row) => sum + s[i]! * residuals[row]!, 0)));
  const move: [number, number, number] = [0, 0, 0];
  face.forEach((part, i) => move[part] = steps[i]!);
  return move;
}

/** Takes a step, or as large a share of it as makes nothing worse. */
function shortened(rows: readonly Row[], { parts, move }: { parts: Parts; move: Parts }): Parts {
  // Close to the optimum errors differ by rounding only, and the step knows better than they do.
  const most = errorOf(rows, parts) * (1 + 1e-12);
  let share = 1;
  while (share > SMALLEST_SHARE && errorOf(rows, moved(parts, { move, share })) > most) share /= 2;
  return moved(parts, { move, share });
}

function moved([apart, queueing, coherency]: Parts, { move, share }: { move: Parts; share: number }): Parts {
  return [apart + share * move[0], queueing + share * move[1], coherency + share * move[2]];
}

function errorOf(rows: readonly Row[], parts: Parts): number {
  return rows.reduce((sum, row) => {
    const seconds = secondsAt(row, parts);
    return seconds > 0 ? sum + (row.logSeconds - Math.log(seconds)) ** 2 : Infinity;
  }, 0);
}

function secondsAt({ features }: Row, parts: Parts): number {
  return features[0] * parts[0] + features[1] * parts[1] + features[2] * parts[2];
}

function rSquaredOf(logThroughputs: readonly number[], error: number): number {
  const mean = logThroughputs.reduce((sum, log) => sum + log, 0) / logThroughputs.length;
  const total = logThroughputs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  return total === 0 ? 1 : 1 - error / total;
}

function peakOf({ lambda, sigma, kappa }: Pick<UslFit, "lambda" | "sigma" | "kappa">): ThroughputPeak | null {
  if (kappa === 0) return null;
  const concurrency = Math.max(1, Math.sqrt((1 - sigma) / kappa));
  const slowdown = 1 + sigma * (concurrency - 1) + kappa * concurrency * (concurrency - 1);
  return { concurrency, throughputPerSecond: lambda * concurrency / slowdown };
}
