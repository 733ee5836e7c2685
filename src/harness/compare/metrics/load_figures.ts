/**
 * What processes under load show together. A point counts as most processes call it, and its latencies come from the
 * valid ones alone: a load that was late itself, or a queue that grew, says nothing about latency.
 * @module
 */
import { medianInterval } from "../../../stats/order_statistic_interval.ts";
import type { LoadDoubt } from "../../measure/load/load_verdict.ts";
import type { ReadingOf } from "../../session/metrics/metric_reading.ts";
import { type LatencyQuantile, latencyQuantiles, type QuantileDraws } from "./latency_quantiles.ts";
import type { ClosedLoopFigures, LoadFigures, OpenLoopFigures } from "./metric_rows.ts";

type LoadReading = ReadingOf<"load">;
type OpenPoint = LoadReading["open"][number];

/** What the figures are of. */
export interface LoadSubject extends QuantileDraws {
  /** Whether tasks wait: only then can more in flight give a higher rate. */
  readonly isWaiting: boolean;
}

/**
 * Makes the figures of one subject with one graph.
 *
 * @param readings One a process, one or more.
 * @param subject What they are of.
 * @returns The figures.
 */
export function loadFigures(readings: readonly LoadReading[], subject: LoadSubject): LoadFigures {
  const closed = closedFigures(readings), shares = readings[0]!.open.map(({ share }) => share);
  return {
    pipeRoundTripNs: medianInterval(readings.map(({ pipe }) => pipe.roundTripNs)),
    pipeRatePerS: medianInterval(readings.map(({ pipe }) => pipe.ratePerS)),
    closed,
    scaling: subject.isWaiting ? medianInterval(readings.map(scalingOf)) : null,
    open: shares.map((share) => openFigures(pointsAt(readings, share), subject)),
  };
}

function closedFigures(readings: readonly LoadReading[]): ClosedLoopFigures[] {
  return readings[0]!.closed.map(({ inFlight }) => ({
    inFlight,
    ratePerS: medianInterval(
      readings.flatMap(({ closed }) => closed.filter((point) => point.inFlight === inFlight)).map((point) =>
        point.ratePerS
      ),
    ),
  }));
}

function scalingOf({ closed }: LoadReading): number {
  const rates = closed.toSorted((a, b) => a.inFlight - b.inFlight).map(({ ratePerS }) => ratePerS);
  return rates.at(-1)! / rates[0]!;
}

function pointsAt(readings: readonly LoadReading[], share: number): OpenPoint[] {
  return readings.flatMap(({ open }) => open.filter((point) => point.share === share));
}

function openFigures(points: readonly OpenPoint[], { seed, of }: LoadSubject): OpenLoopFigures {
  const share = points[0]!.share, valid = points.filter(({ verdict }) => verdict === "valid");
  const verdict = verdictOf(points), counted = verdict === "valid" ? valid : [];
  const quantilesOf = (histogram: "latency" | "service") =>
    latencyQuantiles(counted.map((point) => point[histogram]), { seed, of: `${of}/${share}/${histogram}` });
  return {
    share,
    offeredPerS: medianInterval(points.map(({ offeredPerS }) => offeredPerS)),
    achievedPerS: medianInterval(points.map(({ achievedPerS }) => achievedPerS)),
    verdict,
    doubt: doubtOf(points.filter((point) => point.verdict === verdict)),
    validForks: valid.length,
    forks: points.length,
    latency: quantilesOf("latency").filter((quantile) => isOfTheSystem(quantile, counted)),
    service: quantilesOf("service"),
  };
}

/** Where as many requests were late themselves as lie beyond a quantile, it tells of the load and not of the system. */
function isOfTheSystem({ share }: LatencyQuantile, points: readonly OpenPoint[]): boolean {
  const issued = points.reduce((sum, point) => sum + point.issued, 0);
  return points.reduce((late, point) => late + point.lateShare * point.issued, 0) < (1 - share) * issued;
}

/** What is wrong with the point that is neither the best nor the worst. */
function doubtOf(points: readonly OpenPoint[]): LoadDoubt | null {
  const doubts = points.flatMap(({ doubt }) => doubt ?? []).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  return doubts[doubts.length >> 1] ?? null;
}

function sizeOf(doubt: LoadDoubt): number {
  return "share" in doubt ? doubt.share : 1;
}

/** Valid where most are; else what most of the others are, the load's own fault before the subject's. */
function verdictOf(points: readonly OpenPoint[]): OpenLoopFigures["verdict"] {
  const count = (wanted: OpenPoint["verdict"]) => points.filter(({ verdict }) => verdict === wanted).length;
  if (2 * count("valid") > points.length) return "valid";
  return count("saturated") > count("void") ? "saturated" : "void";
}
