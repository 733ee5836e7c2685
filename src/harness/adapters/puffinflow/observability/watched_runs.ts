/**
 * Programs that run agents with instruments: metrics, traces, events, all of them or none. What the instruments have
 * seen is read after the runs.
 * @module
 */
import { type Agent, agent, type Instrument } from "puffinflow";
import { logEvents, MetricsRegistry, observeMetrics, SpanRecorder, traceRuns } from "puffinflow/observability";
import { foldNext } from "../../../workload/digest.ts";
import { eventsOf, SAMPLED_ONE_IN, TOLD_EVENTS, WATCHED_STATES } from "../../../workload/micro/observability.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { foldCounts } from "../../../workload/micro/recordings.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroProgram, MicroPrograms, MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import { mediansOf } from "../figure_times.ts";
import type { LoopBuilt } from "../loop_built.ts";
import { EveryNth } from "./every_nth.ts";

/** Runs that a figure is taken from, and how many are timed together. */
const FIGURE = { batches: 100, runs: 20 } as const;

/** Most spans and events that one measured run may leave. */
const MAX_KEPT = 100_000;

/** Something that watches runs, and what it has seen. */
interface Watcher {
  readonly instruments: readonly Instrument[];
  /** Begins anew. */
  readonly reset?: (seed: number) => void;
  /** Says what was seen since then. */
  readonly seen: () => readonly number[] | Promise<readonly number[]>;
}

/** Programs by scenario. */
export const watchedRuns: MicroPrograms = {
  "sampling-0": watched(() => tracing(0)),
  "sampling-10": watched(() => tracing(1 / SAMPLED_ONE_IN)),
  "sampling-100": watched(() => tracing(1)),
  "events-0": told(0),
  "events-1": told(1),
  "events-10": told(10),
  "integration-none": watched(unwatched),
  "integration-metrics": compared(metrics),
  "integration-tracing": compared(() => tracing(1)),
  "integration-all": compared(() => all([metrics(), tracing(1), counting()])),
};

function chainOf(states: number, instruments: readonly Instrument[]): Agent<number, Readonly<Record<string, number>>> {
  let chain = agent("chain", { instruments }).input<number>() as LoopBuilt<number>;
  chain = chain.state("0", ({ input }) => nextStep(input, 0));
  for (let state = 1; state < states; state++) {
    chain = chain.state(`${state}`, { after: [`${state - 1}`] }, ({ values: [before] }) => nextStep(before!, state));
  }
  return chain.validate();
}

/** Makes a program of runs that are watched. */
function watched(watcherOf: () => Watcher): MicroProgram {
  return ({ operations, did }) => watchedChain(watcherOf(), { runs: operations, states: WATCHED_STATES.few, did });
}

interface WatchedChain {
  readonly runs: number;
  readonly states: number;
  readonly did: MicroTask["did"];
}

function watchedChain({ instruments, reset, seen }: Watcher, { runs, states, did }: WatchedChain): Prepared {
  const chain = chainOf(states, instruments), last = `${states - 1}`;
  return {
    async run(seed) {
      reset?.(seed);
      let value = seed;
      for (let run = 0; run < runs; run++) {
        value = foldNext(value, completed(await chain.run(nextStep(seed, run))).output(last));
      }
      did(runs);
      return foldCounts(value, await seen());
    },
  };
}

/** Also finds what watching adds to a run. */
function compared(watcherOf: () => Watcher): MicroProgram {
  return (task) => ({
    ...watchedChain(watcherOf(), { runs: task.operations, states: WATCHED_STATES.few, did: task.did }),
    async figures() {
      const chain = { runs: FIGURE.runs, states: WATCHED_STATES.few, did: () => {} };
      const plain = watchedChain(unwatched(), chain), seen = watchedChain(watcherOf(), chain);
      // One after the other each time, so that both meet the same machine.
      const medians = await mediansOf(FIGURE.batches, async () => ({
        plainMs: await durationMs(plain),
        watchedMs: await durationMs(seen),
      }));
      const addedMs = medians.watchedMs - medians.plainMs, states = FIGURE.runs * WATCHED_STATES.few;
      return { addedPercent: 100 * addedMs / medians.plainMs, addedUsPerState: 1e3 * addedMs / states };
    },
  });
}

async function durationMs(prepared: Prepared): Promise<number> {
  const startedMs = performance.now();
  await prepared.run(1);
  return performance.now() - startedMs;
}

function unwatched(): Watcher {
  return { instruments: [], seen: () => [] };
}

/** Counters of which each run moves the first two once, and the others once for each state. */
const COUNTERS = ["runs_started", "runs_ended", "states_started", "states_ended"] as const;

/** Counts beginnings and ends of runs and states. */
function metrics(): Watcher {
  const registry = new MetricsRegistry();
  let before = 0;
  const counted = () => COUNTERS.reduce((sum, name) => sum + totalOf(registry, `puffinflow_${name}`), 0);
  return {
    instruments: [observeMetrics(registry)],
    reset: () => void (before = counted()),
    seen: () => [counted() - before],
  };
}

function totalOf(registry: MetricsRegistry, name: string): number {
  const metric = registry.read(name);
  return metric?.kind === "counter" ? metric.series.reduce((sum, { value }) => sum + value, 0) : 0;
}

/** Counts spans of a share of the runs. */
function tracing(sampleRatio: number): Watcher {
  const tracer = new SpanRecorder({ maxSpans: MAX_KEPT }), random = new EveryNth(SAMPLED_ONE_IN);
  return {
    instruments: [traceRuns({ tracer, sampleRatio, random })],
    reset: () => tracer.clear(),
    seen: () => [tracer.spans.length],
  };
}

/** Counts events that a sink was handed. */
function counting(): Watcher {
  let events = 0;
  const sink = { name: "counter", write: (batch: readonly unknown[]) => void (events += batch.length) };
  const log = logEvents({ sinks: [sink], maxBuffered: MAX_KEPT, maxBatch: 1_000 });
  return {
    instruments: [log],
    reset: () => void (events = 0),
    async seen() {
      await log.flush();
      return [events];
    },
  };
}

function all(watchers: readonly Watcher[]): Watcher {
  return {
    instruments: watchers.flatMap(({ instruments }) => instruments),
    reset: (seed) => watchers.forEach(({ reset }) => reset?.(seed)),
    seen: async () => (await Promise.all(watchers.map(({ seen }) => seen()))).flat(),
  };
}

/** Runs of many states, whose events are told to a fixed number of sinks; an operation is an event. */
function told(sinkCount: number): MicroProgram {
  return ({ operations, did }) => {
    const states = WATCHED_STATES.many, runs = operations / eventsOf(states);
    return watchedChain(listeners(sinkCount), { runs, states, did: (done) => did(done * eventsOf(states)) });
  };
}

/** Sinks that fold the kinds of all events in their order. */
function listeners(count: number): Watcher {
  const heard = new Array<number>(count).fill(0);
  const sinks = heard.map((_, sink) => ({
    name: `sink ${sink}`,
    write(batch: readonly { readonly event: { readonly type: string } }[]) {
      for (const { event } of batch) heard[sink] = nextStep(heard[sink]!, TOLD_EVENTS.indexOf(event.type));
    },
  }));
  const log = logEvents({ sinks, maxBuffered: MAX_KEPT, maxBatch: 1_000 });
  return {
    instruments: [log],
    reset: (seed) => void heard.fill(seed),
    async seen() {
      await log.flush();
      return heard;
    },
  };
}
