/**
 * A worker under load. First closed loops find the highest rate; then open loops offer shares of it, with arrivals
 * that do not wait for answers, and latencies count from the intended arrival. The load is made in this process
 * and the runs in the worker's, so neither delays the other; what the pipe between them takes is measured first.
 * @module
 */
import { median } from "../../../stats/median.ts";
import { plannedArrivals } from "../../measure/load/arrivals.ts";
import { runClosedLoop } from "../../measure/load/closed_loop.ts";
import { loadVerdict } from "../../measure/load/load_verdict.ts";
import { runOpenLoop } from "../../measure/load/open_loop.ts";
import { SystemLoadClock } from "../../measure/load/system_load_clock.ts";
import { drawsFor } from "../draws.ts";
import { expectOp } from "../expected_reply.ts";
import type { MetricEffort } from "./metric_plan.ts";
import type { ReadingOf } from "./metric_reading.ts";
import type { MetricWorker } from "./metric_worker.ts";
import { RunConversation } from "./run_conversation.ts";

type LoadReading = ReadingOf<"load">;

/** Runs in flight in the closed loops. */
const IN_FLIGHT: readonly number[] = [10, 100];
/** Shares of the highest rate that the open loops offer. */
const SHARES: readonly number[] = [0.5, 0.7, 0.9];
/** Arrivals as those of strangers; a constant rate would be kinder than the world is. */
const PATTERN = "poisson";
/** Runs in one closed loop: the fewest that show a rate, and the most that are worth the memory. */
const CLOSED_RUNS: readonly [fewest: number, most: number] = [200, 20_000];
/** Messages there and back by which the pipe is measured: one at a time, and many at once. */
const ROUND_TRIPS = 500;
const ECHOES = 5_000;
const ECHOES_IN_FLIGHT = 100;
/** Warm-up batches under load, as in a benchmark. */
const WARM_UP_SAMPLE_MS = 5;

/** Where a load is applied. */
export interface LoadPlace {
  readonly effort: MetricEffort;
  /** Seed of the session, and what tells this process from others: arrivals depend on them alone. */
  readonly seed: number;
  readonly of: string;
  readonly repeat: number;
}

/**
 * Measures a worker under load.
 *
 * @param worker A fresh process.
 * @param place How much, and where chance comes from.
 * @returns Rates, latencies and how far to believe them.
 * @throws {SubjectFault} If the subject fails or does other work than agreed.
 */
export async function measureLoad(worker: MetricWorker, place: LoadPlace): Promise<LoadReading> {
  await worker.setUp();
  const runNs = await warmUp(worker, place.effort);
  const pipe = await measurePipe(worker);
  const isWaiting = worker.task.graph.workload.kernel.kind === "wait";
  const closed: LoadReading["closed"] = [];
  for (const inFlight of IN_FLIGHT) {
    const likelyPerS = (isWaiting ? inFlight : 1) * 1e9 / runNs;
    closed.push(await measureClosed(worker, { inFlight, likelyPerS, closedLoopMs: place.effort.closedLoopMs }));
  }
  const highestPerS = Math.max(...closed.map(({ ratePerS }) => ratePerS));
  const open: LoadReading["open"] = [];
  for (const share of SHARES) open.push(await measureOpen(worker, { share, highestPerS, place }));
  return { metric: "load", pipe, closed, open };
}

async function warmUp(worker: MetricWorker, { loadWarmUpMs: [shortestMs, longestMs] }: MetricEffort): Promise<number> {
  const firstIteration = worker.takeIterations(0), enoughRuns = Number.MAX_SAFE_INTEGER;
  const request = { op: "warm-up", firstIteration, shortestMs, longestMs, enoughRuns, sampleMs: WARM_UP_SAMPLE_MS };
  const { runNs, proofs } = expectOp(await worker.ask({ ...request, op: "warm-up" }, longestMs), "warmed-up");
  for (const proof of proofs) await worker.prove(proof, worker.takeIterations(proof.iterations));
  return runNs;
}

/**
 * Measures what the pipe to a worker takes.
 *
 * @param worker Was set up.
 * @returns Round trips one at a time, and the rate of many at once.
 * @throws {SubjectFault} If the worker fails.
 */
export async function measurePipe(worker: MetricWorker): Promise<LoadReading["pipe"]> {
  const conversation = new RunConversation(worker, 0), tripsNs: number[] = [];
  for (let i = 0; i < ROUND_TRIPS; i++) {
    const startedMs = performance.now();
    await conversation.echo();
    tripsNs.push((performance.now() - startedMs) * 1e6);
  }
  const loop = { inFlight: ECHOES_IN_FLIGHT, requests: ECHOES, issue: () => conversation.echo() };
  const { ratePerS } = await runClosedLoop(loop, () => performance.now());
  await conversation.end();
  return { roundTripNs: median(tripsNs), ratePerS };
}

interface ClosedPoint {
  readonly inFlight: number;
  /** Rate to be expected, by which the number of runs is chosen. */
  readonly likelyPerS: number;
  readonly closedLoopMs: number;
}

async function measureClosed(
  worker: MetricWorker,
  { inFlight, likelyPerS, closedLoopMs }: ClosedPoint,
): Promise<LoadReading["closed"][number]> {
  const [fewest, most] = CLOSED_RUNS;
  const requests = Math.min(Math.max(Math.ceil(likelyPerS * closedLoopMs / 1e3), fewest), most);
  const first = worker.takeIterations(requests), conversation = new RunConversation(worker, closedLoopMs);
  const loop = { inFlight, requests, issue: (index: number) => conversation.run(first + index) };
  const { service, ratePerS } = await runClosedLoop(loop, () => performance.now());
  await conversation.end();
  return { inFlight, runs: service.count, ratePerS, service: service.encode() };
}

interface OpenPoint {
  readonly share: number;
  readonly highestPerS: number;
  readonly place: LoadPlace;
}

async function measureOpen(
  worker: MetricWorker,
  { share, highestPerS, place: { effort: { openLoopMs }, seed, of, repeat } }: OpenPoint,
): Promise<LoadReading["open"][number]> {
  const random = drawsFor(seed, "arrivals", { pass: repeat, of: `${of}/${share}` });
  const plan = { pattern: PATTERN, ratePerS: share * highestPerS, durationMs: openLoopMs } as const;
  const arrivals = plannedArrivals(plan, random);
  const first = worker.takeIterations(arrivals.length), conversation = new RunConversation(worker, openLoopMs);
  const issue = (index: number) => conversation.run(first + index);
  const reading = await runOpenLoop({ arrivals, issue }, new SystemLoadClock());
  await conversation.end();
  const { latency, service, offeredPerS, achievedPerS, issued, answered, maxLagMs, oversleptShare, lateShare } =
    reading;
  const { verdict, doubt } = loadVerdict(reading);
  return {
    share,
    pattern: PATTERN,
    offeredPerS,
    achievedPerS,
    issued,
    answered,
    verdict,
    doubt,
    maxLagMs,
    oversleptShare,
    lateShare,
    latency: latency.encode(),
    service: service.encode(),
  };
}
