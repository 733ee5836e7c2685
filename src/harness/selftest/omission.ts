/**
 * V6: whether open-loop load tells of a system that stops. A stub answers in a millisecond, one request after
 * another, and stops for ten seconds in the middle of thirty; what latencies that gives follows from arithmetic.
 * The same stub in a closed loop shows what is hidden there. Runs on simulated time.
 * @module
 */
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { SimulatedClock } from "../../time/simulated_clock.ts";
import { plannedArrivals } from "../measure/load/arrivals.ts";
import { runClosedLoop } from "../measure/load/closed_loop.ts";
import { type LoadClock, runOpenLoop } from "../measure/load/open_loop.ts";
import type { SelftestLine } from "./selftest_line.ts";

const SERVICE_MS = 1, GAP_MS = 10, SESSION_MS = 30_000, STOP_AT_MS = 10_000, STOP_MS = 10_000;

/**
 * Loads the stub both ways.
 *
 * @returns Lines for the mean and the median of the open loop, and for what the closed loop shows.
 */
export async function coordinatedOmission(): Promise<SelftestLine[]> {
  const expected = analytic();
  const clock = new SimulatedClock(), loadClock = loadClockOf(clock);
  const plan = { pattern: "constant", ratePerS: 1e3 / GAP_MS, durationMs: SESSION_MS } as const;
  const arrivals = plannedArrivals(plan, randomFromSeed(1));
  const running = runOpenLoop({ arrivals, issue: stub(clock), maxBacklogMs: 2 * STOP_MS }, loadClock);
  await clock.runAll(1e6);
  const open = await running, n = open.latency.count;
  const error = (measuredNs: number, expectedMs: number) => Math.abs(measuredNs / 1e6 / expectedMs - 1);
  return [
    line("error of the mean latency under a stop of 10 s", error(open.latency.meanNs, expected.meanMs), n),
    line("error of the median latency", error(open.latency.percentileNs(0.5), expected.medianMs), n),
    line("error of the 90th percentile", error(open.latency.percentileNs(0.9), expected.p90Ms), n),
    await closedLoopHides(expected.meanMs),
  ];
}

function line(what: string, value: number, n: number): SelftestLine {
  return { id: "V6", what, value, unit: "share", n, pass: { atMost: 0.02 } };
}

/** What a closed loop tells of the same stop, as a share of the truth. */
async function closedLoopHides(trueMeanMs: number): Promise<SelftestLine> {
  const clock = new SimulatedClock();
  const running = runClosedLoop({ inFlight: 1, requests: 20_000, issue: stub(clock) }, () => clock.now());
  await clock.runAll(1e6);
  const { service } = await running;
  return {
    id: "V6",
    what: "mean latency that a closed loop shows of the same stop, as a share of the truth",
    value: service.meanNs / 1e6 / trueMeanMs,
    unit: "share",
    n: service.count,
    pass: { atMost: 0.01 },
  };
}

/** Latencies that the stub gives by arithmetic: one request after another, each beginning when the last has ended. */
function analytic(): { readonly meanMs: number; readonly medianMs: number; readonly p90Ms: number } {
  const latencies: number[] = [];
  let freeMs = 0;
  for (let at = 0; at < SESSION_MS; at += GAP_MS) {
    freeMs = Math.max(freeMs, at);
    if (freeMs >= STOP_AT_MS && freeMs < STOP_AT_MS + STOP_MS) freeMs = STOP_AT_MS + STOP_MS;
    freeMs += SERVICE_MS;
    latencies.push(freeMs - at);
  }
  latencies.sort((a, b) => a - b);
  const meanMs = latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length;
  const at = (share: number) => latencies[Math.ceil(share * latencies.length) - 1]!;
  return { meanMs, medianMs: at(0.5), p90Ms: at(0.9) };
}

/** A system that serves one request after another and stops once. */
function stub(clock: SimulatedClock): () => Promise<void> {
  let freeMs = 0;
  return () => {
    freeMs = Math.max(freeMs, clock.now());
    if (freeMs >= STOP_AT_MS && freeMs < STOP_AT_MS + STOP_MS) freeMs = STOP_AT_MS + STOP_MS;
    freeMs += SERVICE_MS;
    return new Promise((resolve) => void clock.after(freeMs - clock.now(), resolve));
  };
}

function loadClockOf(clock: SimulatedClock): LoadClock {
  return {
    now: () => clock.now(),
    sleepUntil: (atMs) => new Promise((resolve) => void clock.after(Math.max(0, atMs - clock.now()), resolve)),
  };
}
