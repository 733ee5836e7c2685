/**
 * What a worker does for each request: loads one adapter, builds one workload with it, traces it, warms
 * it up and measures it. Answers are returned, not sent; what the answers should have been is unknown
 * here.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Adapter } from "../adapters/adapter.ts";
import { supportOf } from "../adapters/in_flight.ts";
import type { AdapterFacts } from "../adapters/facts.ts";
import { loadAdapter } from "../adapters/registry.ts";
import { BatchRunner } from "../measure/batch.ts";
import { calibrateCpuRounds } from "../measure/calibrate_cpu.ts";
import { withExtraWork } from "../measure/extra_work.ts";
import { collectGarbage } from "../measure/garbage.ts";
import { realWait } from "../measure/real_wait.ts";
import { warmUp } from "../measure/warm_up.ts";
import { seedOf } from "../workload/digest.ts";
import { heatKernel } from "../workload/kernel.ts";
import { makeWork } from "../workload/task_bodies.ts";
import { type TraceStep, traceWork } from "../workload/traced_work.ts";
import { type LoadedWorkload, prepareWorkload, timed } from "./loaded_workload.ts";
import { define, retain, runOnce, timeEach } from "./metric_answers.ts";
import type { ReplyBody, RequestBody } from "./protocol.ts";
import { record } from "./recorded_runs.ts";
import { type RunLines, serveRuns } from "./served_runs.ts";
import { wordsFor, WorkerFailure } from "./worker_failure.ts";

/** A declared graph with more nodes than this is not sent: no report draws it. */
const MOST_DRAWN_NODES = 64;

type RequestOf<Op extends RequestBody["op"]> = Extract<RequestBody, { op: Op }>;

/** Answers requests about one adapter and one workload. */
export class WorkerRig {
  readonly #lines: RunLines | null;
  #loaded: LoadedWorkload | null = null;

  /**
   * Starts with nothing loaded.
   *
   * @param lines Where runs are asked for one by one while they are served. @default nowhere
   */
  constructor(lines: RunLines | null = null) {
    this.#lines = lines;
  }

  /**
   * Answers a request.
   *
   * @param request What is asked.
   * @returns The answer.
   * @throws {WorkerFailure} If the adapter cannot be loaded or cannot build the workload.
   * @throws Whatever a run throws.
   */
  async answer(request: RequestBody): Promise<ReplyBody> {
    switch (request.op) {
      case "set-up":
        return await this.#setUp(request);
      case "trace":
        return await this.#trace(request);
      case "warm-up":
        return await this.#warmUp(request);
      case "sample":
        return { op: "sampled", reading: await this.#rig.runner.measure(request) };
      case "explain":
        return { op: "explained", ...await this.#rig.runner.answers(request) };
      case "plant":
        return this.#plant(request);
      case "time-each":
        return await timeEach(this.#rig, request);
      case "record":
        return await record(this.#rig, request);
      case "run-once":
        return await runOnce(this.#rig, request.iteration);
      case "define":
        return await define(this.#rig, request);
      case "retain":
        return await retain(this.#rig, request);
      case "serve":
        return await this.#serve();
      case "calibrate":
        return { op: "calibrated", rounds: calibrateCpuRounds(undefined, request.targetNs) };
      case "ping":
        return { op: "pong" };
      case "tear-down":
        return await this.#tearDown();
      case "shut-down":
        await this.#loaded?.prepared.close?.();
        return { op: "bye" };
    }
  }

  get #rig(): LoadedWorkload {
    invariant(this.#loaded !== null, "A worker is set up before it is asked for anything else");
    return this.#loaded;
  }

  async #setUp({ adapter: name, workload }: RequestOf<"set-up">): Promise<ReplyBody> {
    await this.#loaded?.prepared.close?.();
    this.#loaded = null;
    const [adapter, importNs] = await timed(() => load(name));
    const supported = supportOf(adapter, workload);
    if (supported !== true) return { op: "unsupported", reason: supported, adapter: factsOf(adapter) };
    const ledger = { executed: 0 };
    const work = makeWork(workload.kernel, { ledger, wait: realWait });
    if (workload.kernel.kind === "cpu") heatKernel(workload.kernel.rounds);
    const [prepared, prepareNs] = await timed(() => prepareWorkload(adapter, { workload, work }));
    const runner = new BatchRunner({ prepared, ledger, seedName: workload.seedName });
    this.#loaded = { adapter, workload, prepared, ledger, runner };
    return { op: "set-up", importNs, prepareNs, adapter: factsOf(adapter) };
  }

  #plant({ rounds }: RequestOf<"plant">): ReplyBody {
    const { prepared, ledger, workload: { seedName } } = this.#rig;
    const runner = new BatchRunner({ prepared: withExtraWork(prepared, rounds), ledger, seedName });
    this.#loaded = { ...this.#rig, runner };
    return { op: "planted" };
  }

  async #serve(): Promise<ReplyBody> {
    invariant(this.#lines !== null, "A worker that serves runs is asked for them over lines");
    return { op: "served", ...await serveRuns(this.#lines, this.#rig) };
  }

  async #tearDown(): Promise<ReplyBody> {
    const { prepared } = this.#rig;
    this.#loaded = null;
    const [, teardownNs] = await timed(async () => await prepared.close?.());
    return { op: "torn-down", teardownNs };
  }

  /** Traces a graph of its own: the one that is measured pays nothing for being watched. */
  async #trace({ iteration }: RequestOf<"trace">): Promise<ReplyBody> {
    const { adapter, workload } = this.#rig;
    const steps: TraceStep[] = [];
    const work = traceWork(makeWork(workload.kernel, { ledger: { executed: 0 }, wait: realWait }), steps);
    const prepared = await prepareWorkload(adapter, { workload, work });
    const seed = seedOf(workload.seedName, iteration, 0);
    const [digest, firstRunNs] = await timed(() => prepared.run(seed));
    const figures = await prepared.figures?.() ?? {}, graph = prepared.declaredGraph?.();
    const isDrawable = graph !== undefined && graph.nodes.length <= MOST_DRAWN_NODES;
    await prepared.close?.();
    // As a batch stores it, so that a run that answers nothing is a wrong digest and not a broken message.
    return {
      op: "traced",
      digest: digest >>> 0,
      steps,
      firstRunNs,
      figures,
      ...(isDrawable && { declaredGraph: graph }),
    };
  }

  async #warmUp(request: RequestOf<"warm-up">): Promise<ReplyBody> {
    const { runner } = this.#rig;
    const means = { measure: runner.measure.bind(runner), nowMs: () => performance.now() };
    const outcome = await warmUp(means, request);
    collectGarbage();
    return { op: "warmed-up", ...outcome };
  }
}

async function load(name: string): Promise<Adapter> {
  try {
    return await loadAdapter(name);
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (isMissing) throw new WorkerFailure("import", error.message);
    throw new WorkerFailure("framework", `threw while it was loaded: ${wordsFor(error)}`);
  }
}

function factsOf({ id, title, packages, executionModel, durability, approach, idiom }: Adapter): AdapterFacts {
  return { id, title, packages, executionModel, durability, approach, idiom };
}
