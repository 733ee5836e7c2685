/**
 * What a worker does for the metrics beside the steady run: the first run, definitions, what is kept in memory,
 * latencies of single runs. As in `worker_rig.ts`, what the answers should have been is unknown here.
 * @module
 */
import { setImmediate } from "node:timers";
import type { Prepared } from "../adapters/adapter.ts";
import { collectGarbage } from "../measure/garbage.ts";
import { measureDefining } from "../measure/defining.ts";
import { Gate, heldWork } from "../measure/held_runs.ts";
import { foldFirst, type Proof } from "../measure/proof.ts";
import { realWait } from "../measure/real_wait.ts";
import { measureRetained, type RetainedPoint } from "../measure/retained.ts";
import { seedOf } from "../workload/digest.ts";
import { type Ledger, makeWork } from "../workload/task_bodies.ts";
import { type LoadedWorkload, prepareWorkload, timed } from "./loaded_workload.ts";
import type { ReplyBody, RequestBody } from "./protocol.ts";

type RequestOf<Op extends RequestBody["op"]> = Extract<RequestBody, { op: Op }>;
type ReplyOf<Op extends ReplyBody["op"]> = Extract<ReplyBody, { op: Op }>;

/** Things made and let go of before memory is read for the first time, so that compiled code is no part of it. */
const REHEARSALS = 64;

/**
 * Runs a graph once.
 *
 * @param loaded The graph.
 * @param iteration Which iteration.
 * @returns How long it took and what it gave.
 * @throws Whatever the run throws.
 */
export async function runOnce(
  { prepared, ledger, workload }: LoadedWorkload,
  iteration: number,
): Promise<ReplyOf<"ran">> {
  const seed = seedOf(workload.seedName, iteration, 0);
  ledger.executed = 0;
  const [digest, elapsedNs] = await timed(() => prepared.run(seed));
  return { op: "ran", elapsedNs, digest: digest >>> 0, tasks: ledger.executed };
}

/**
 * Times runs one by one.
 *
 * @param loaded The graph.
 * @param stretch Which iterations.
 * @returns Their durations, oldest first, and the proof.
 * @throws Whatever a run throws.
 */
export async function timeEach(
  { runner }: LoadedWorkload,
  stretch: RequestOf<"time-each">,
): Promise<ReplyOf<"timed-each">> {
  const { latenciesNs, proof } = await runner.timeEach(stretch);
  return { op: "timed-each", latenciesNs: Array.from(latenciesNs, Math.round), proof };
}

/**
 * Makes the same graph again and again.
 *
 * @param loaded Adapter and workload.
 * @param plan How often; and the iteration as which the last graph runs once, to show that it is one.
 * @returns What a batch of definitions took.
 * @throws {WorkerFailure} If the adapter throws.
 */
export async function define(
  { adapter, workload }: LoadedWorkload,
  { iteration, ...plan }: RequestOf<"define">,
): Promise<ReplyOf<"defined">> {
  const ledger = { executed: 0 }, work = makeWork(workload.kernel, { ledger, wait: realWait });
  let last: Prepared | undefined;
  const make = async () => last = await prepareWorkload(adapter, { workload, work });
  collectGarbage();
  const { batch, readings } = await measureDefining({ define: make, nowMs: () => performance.now() }, plan);
  const digest = await (last ?? await make()).run(seedOf(workload.seedName, iteration, 0));
  return {
    op: "defined",
    batch,
    wallNs: readings.map(({ wallNs }) => wallNs),
    cpuNs: readings.map(({ cpuNs }) => cpuNs),
    allocatedBytes: readings.map(({ allocatedBytes }) => allocatedBytes),
    digest: digest >>> 0,
    tasks: ledger.executed,
  };
}

/**
 * Keeps more and more graphs, then runs in flight, then results, and reads memory.
 *
 * @param loaded Adapter and workload.
 * @param plan At which counts; the last one decides how many iterations are run, twice.
 * @returns Memory by count, and what shows that the runs were done.
 * @throws {WorkerFailure} If the adapter throws while it builds.
 * @throws Whatever a run throws.
 */
export async function retain(
  loaded: LoadedWorkload,
  { firstIteration, counts }: RequestOf<"retain">,
): Promise<ReplyOf<"retained">> {
  const most = counts.at(-1) ?? 0;
  const definitions = await keepDefinitions(loaded, counts);
  const held = await keepInFlight(loaded, { counts, firstIteration });
  const finished = await keepResults(loaded, { counts, firstIteration: firstIteration + most });
  return {
    op: "retained",
    definitions,
    inFlight: held.points,
    finished: finished.points,
    proofs: [held.proof, finished.proof],
  };
}

interface Counted {
  readonly points: RetainedPoint[];
  readonly proof: Proof;
}

interface RunsToKeep {
  readonly counts: readonly number[];
  readonly firstIteration: number;
}

async function keepDefinitions({ adapter, workload }: LoadedWorkload, counts: readonly number[]) {
  const work = makeWork(workload.kernel, { ledger: { executed: 0 }, wait: realWait });
  const make = () => prepareWorkload(adapter, { workload, work });
  for (let i = 0; i < REHEARSALS; i++) await (await make()).close?.();
  const kept = new Array<Prepared>(counts.at(-1) ?? 0);
  const points = await measureRetained({ counts, keep: async (index) => void (kept[index] = await make()) });
  for (const { close } of kept) await close?.();
  return points;
}

async function keepInFlight(
  { adapter, workload }: LoadedWorkload,
  { counts, firstIteration }: RunsToKeep,
): Promise<Counted> {
  const gate = new Gate(), ledger = { executed: 0 };
  const work = heldWork(makeWork(workload.kernel, { ledger, wait: realWait }), gate);
  const prepared = await prepareWorkload(adapter, { workload, work });
  const start = (index: number) => prepared.run(seedOf(workload.seedName, firstIteration + index, 0));
  const allAtGate = async (runs: number) => {
    while (gate.waiting < runs) await new Promise((resolve) => setImmediate(resolve));
  };
  const rehearsed = Array.from({ length: REHEARSALS }, (_, index) => start(index));
  await allAtGate(REHEARSALS);
  gate.open();
  await Promise.all(rehearsed);
  rehearsed.length = 0;
  ledger.executed = 0;
  let started = 0;
  const kept = new Array<Promise<number>>(counts.at(-1) ?? 0);
  const points = await measureRetained({
    counts,
    keep: (index) => {
      kept[index] = start(index);
      started++;
    },
    settle: () => allAtGate(started),
  });
  gate.open();
  const digests = Uint32Array.from(await Promise.all(kept));
  await prepared.close?.();
  return { points, proof: proofOf(digests, { firstIteration, ledger }) };
}

async function keepResults(
  { prepared, ledger, workload }: LoadedWorkload,
  { counts, firstIteration }: RunsToKeep,
): Promise<Counted> {
  const most = counts.at(-1) ?? 0, digests = new Uint32Array(most), kept = new Array<unknown>(most);
  const run = async (index: number) => {
    const seed = seedOf(workload.seedName, firstIteration + index, 0);
    if (prepared.runToKeep !== undefined) return await prepared.runToKeep(seed);
    const digest = await prepared.run(seed);
    return { digest, kept: digest };
  };
  for (let i = 0; i < REHEARSALS; i++) await run(i);
  ledger.executed = 0;
  const points = await measureRetained({
    counts,
    keep: async (index) => {
      const result = await run(index);
      digests[index] = result.digest;
      kept[index] = result.kept;
    },
  });
  // The results are in use until here: none may be collected before memory was read for the last time.
  kept.length = 0;
  return { points, proof: proofOf(digests, { firstIteration, ledger }) };
}

/** Runs that overlap cannot be counted one by one: what all have executed is dealt out evenly. */
function proofOf(
  digests: Uint32Array,
  { firstIteration, ledger }: { readonly firstIteration: number; readonly ledger: Ledger },
): Proof {
  const iterations = digests.length;
  const tasks = new Uint32Array(iterations).fill(ledger.executed / iterations);
  return {
    firstIteration,
    iterations,
    digestFold: foldFirst(digests, iterations),
    taskFold: foldFirst(tasks, iterations),
  };
}
