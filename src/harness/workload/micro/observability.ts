/**
 * What the programs of the suite `observability` must answer.
 * @module
 */
import { foldNext } from "../digest.ts";
import { alerts, dedupedAlerts } from "./alert_levels.ts";
import { exportedText } from "./exported_text.ts";
import { nextStep, type Oracle, type Oracles } from "./oracle.ts";
import { bursts, counted, foldCounts, inTurns, limitedSeries, manySeries, perSeries, spread } from "./recordings.ts";

/** Names that spans have. */
export const SPAN_NAMES: readonly string[] = Array.from({ length: 16 }, (_, name) => `operation-${name}`);

/** Children of each span that is handed on. */
export const CHILDREN = 5;

/** States of the runs that are watched: few, as runs in services have, and many, where each event counts. */
export const WATCHED_STATES = { few: 10, many: 100 } as const;

/** Runs of which one is traced where a tenth is. */
export const SAMPLED_ONE_IN = 10;

/** Kinds of events that a run of states in a row tells: its beginning, two for each state, its end. */
export const TOLD_EVENTS: readonly string[] = ["run-started", "state-started", "state-completed", "run-ended"];

/**
 * Says which of {@linkcode SPAN_NAMES} a span has.
 *
 * @param seed The run's seed.
 * @param operation Number of the span, from 0.
 * @returns Number of the name.
 */
export function spanName(seed: number, operation: number): number {
  return nextStep(seed, operation) % SPAN_NAMES.length;
}

/** Names of all spans, with `extra` after each. */
function spans(extra: (operation: number) => readonly number[]): Oracle {
  return (operations, seed) => {
    let value = seed;
    for (let operation = 0; operation < operations; operation++) {
      value = foldCounts(foldNext(value, spanName(seed, operation)), extra(operation));
    }
    return value;
  };
}

/** Outputs of runs of states in a row, and then what was counted from outside. */
function watchedRuns(states: number, seen: (runs: number) => readonly number[]): Oracle {
  return (runs, seed) => {
    let value = seed;
    for (let run = 0; run < runs; run++) {
      let output = nextStep(seed, run);
      for (let state = 0; state < states; state++) output = nextStep(output, state);
      value = foldNext(value, output);
    }
    return foldCounts(value, seen(runs));
  };
}

/**
 * Counts the events that a run tells.
 *
 * @param states How many states it has, one after the other.
 */
export function eventsOf(states: number): number {
  return 2 * states + 2;
}

/** Outputs of the runs, then what each sink has heard. */
function heardBy(sinks: number): Oracle {
  const states = WATCHED_STATES.many, outputs = watchedRuns(states, () => []);
  return (operations, seed) => {
    const runs = operations / eventsOf(states);
    let heard = seed;
    for (let run = 0; run < runs; run++) {
      heard = nextStep(heard, 0);
      for (let state = 0; state < states; state++) heard = nextStep(nextStep(heard, 1), 2);
      heard = nextStep(heard, 3);
    }
    return foldCounts(outputs(runs, seed), new Array<number>(sinks).fill(heard));
  };
}

const { few } = WATCHED_STATES;
const spansOf = (runs: number) => runs * (few + 1), toldOf = (runs: number) => runs * eventsOf(few);

/** Oracles by scenario. */
export const OBSERVABILITY_ORACLES: Oracles = {
  counter: counted,
  gauge: counted,
  histogram: spread,
  "labels-lookup": perSeries,
  "labels-bound": perSeries,
  "concurrent-recording": inTurns,
  cardinality: limitedSeries,
  series: manySeries,
  "high-frequency": bursts,
  span: spans(() => []),
  "span-attributes": spans((operation) => [operation, operation % 2, 1]),
  "span-nested": spans(() => [1]),
  "span-event": spans((operation) => [operation]),
  propagation: spans(() => [CHILDREN]),
  "sampling-0": watchedRuns(few, () => [0]),
  "sampling-10": watchedRuns(few, (runs) => [spansOf(runs / SAMPLED_ONE_IN)]),
  "sampling-100": watchedRuns(few, (runs) => [spansOf(runs)]),
  "events-0": heardBy(0),
  "events-1": heardBy(1),
  "events-10": heardBy(10),
  "alerts-1": alerts(1),
  "alerts-100": alerts(100),
  "alert-dedupe": dedupedAlerts,
  "integration-none": watchedRuns(few, () => []),
  "integration-metrics": watchedRuns(few, (runs) => [toldOf(runs)]),
  "integration-tracing": watchedRuns(few, (runs) => [spansOf(runs)]),
  "integration-all": watchedRuns(few, (runs) => [toldOf(runs), spansOf(runs), toldOf(runs)]),
  "export-1k": exportedText,
  "export-10k": exportedText,
};
