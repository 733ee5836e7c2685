/**
 * One arm's process in a block, from its set-up to the record of its samples. Each step is one
 * request to the worker; the order of steps, and whose turn it is, is decided in `block.ts`.
 * @module
 */
import { setImmediate } from "node:timers";
import type { AdapterFacts } from "../adapters/facts.ts";
import type { BatchAnswers, Stretch } from "../measure/batch.ts";
import { extraRoundsFor } from "../measure/extra_work.ts";
import type { Proof } from "../measure/proof.ts";
import type { RecordedRun } from "../measure/recording.ts";
import { WINDOW } from "../measure/steady.ts";
import { checkOverlap, checkTrace, peakConcurrency } from "../workload/trace_check.ts";
import { isPlain } from "../workload/shape.ts";
import type { Workload } from "../workload/workload.ts";
import type { ArmPlan } from "./arm_plan.ts";
import { replyOf, SubjectFault } from "./cell_fault.ts";
import type { Effort } from "./effort.ts";
import { expectOp, invalidWork, protocolFault } from "./expected_reply.ts";
import { encodedLatencies, latencyRuns } from "./latencies.ts";
import { oneLine } from "./one_line.ts";
import { readPeakRssKib, readTreePeakRssKib, resetPeakRss } from "./peak_memory.ts";
import { type ExpectedAnswers, explainFault } from "./proof.ts";
import type { ReplyBody, RequestBody, SampleReading } from "./protocol.ts";
import { recordingSize } from "./recorded_runs.ts";
import type { Fork } from "./result.ts";
import type { PacedArm, Sampling } from "./sampling.ts";
import type { TakenWorker, WorkerPool } from "./worker_pool.ts";
import type { WorkerProcess } from "./worker_process.ts";

/** What an arm shares with the others of its block. */
export interface ArmContext {
  /** Number of the pass, from 0. */
  readonly pass: number;
  /** Id of the benchmark. */
  readonly benchmark: string;
  readonly workload: Workload;
  readonly expected: ExpectedAnswers;
  /** The profile as it applies to this benchmark. */
  readonly profile: Effort;
  /** Rounds of the `cpu` kernel. */
  readonly cpuRounds: number;
  /** Rounds that were planted into an arm in an earlier block of the benchmark, by its id: all blocks plant the same. */
  readonly planted: ReadonlyMap<string, number>;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds since the session began. */
  readonly sessionMs: () => number;
}

type RecordedRunRecord = NonNullable<Fork["recording"]>["typical"];
type Beginning = Pick<
  Fork,
  "importNs" | "prepareNs" | "firstRunNs" | "figures" | "peakTasks" | "declaredGraph"
>;

/** What arms of builds have in common for the sampling. */
const ANY_BUILD = "any build";

/** An arm in a block. */
export class Arm {
  readonly #worker: WorkerProcess;
  readonly #isWarm: boolean;
  readonly #paddingBytes: number;
  readonly #context: ArmContext;
  #facts: AdapterFacts | null = null;
  #beginning: Beginning = { importNs: 0, prepareNs: 0, firstRunNs: 0 };
  #warmUp: Fork["warmUp"] = { steady: false, elapsedMs: 0, iterations: 0 };
  #runNs = 0;
  #extraRounds = 0;
  #teardownNs = 0;
  #sampling: Sampling = { batch: 1, batchSetBy: "", samples: 0, dropped: 0 };
  #nextIteration = 0;
  #peakRssKib: number | null = null;
  #latencies: Fork["latencies"];
  #recording: Fork["recording"];
  readonly #proofs: Proof[] = [];
  readonly #readings: { readonly startedMs: number; readonly reading: SampleReading }[] = [];

  /**
   * Takes over a worker.
   *
   * @param plan The arm.
   * @param taken A worker that was just started, or has measured other benchmarks.
   * @param context What the block is about.
   */
  constructor(readonly plan: ArmPlan, { worker, isWarm }: TakenWorker, context: ArmContext) {
    this.#worker = worker;
    this.#isWarm = isWarm;
    this.#paddingBytes = worker.paddingBytes;
    this.#context = context;
  }

  /** How long one run takes; known after {@linkcode warmUp}. */
  get pace(): PacedArm {
    const { id, adapter, build } = this.plan;
    // Builds of one thing are compared however far they are apart: a module of another commit is no other framework.
    return { id, adapter: build === undefined ? adapter : ANY_BUILD, runNs: this.#runNs };
  }

  /** Samples that this process takes in all; known after {@linkcode follow}. */
  get samples(): number {
    return this.#sampling.samples;
  }

  /** What the adapter says of itself; `null` until it was loaded. */
  get facts(): AdapterFacts | null {
    return this.#facts;
  }

  /**
   * Loads the adapter and builds the workload.
   *
   * @throws {SubjectFault} If it cannot be loaded or cannot do it.
   */
  async setUp(): Promise<void> {
    if (this.#isWarm && this.#worker.pid !== null) resetPeakRss(this.#worker.pid);
    const reply = await this.#ask({ op: "set-up", adapter: this.plan.adapter, workload: this.#context.workload });
    if (reply.op === "unsupported") {
      this.#facts = reply.adapter;
      throw new SubjectFault({ status: "unsupported", reason: oneLine(reply.reason) });
    }
    const { importNs, prepareNs, adapter } = expectOp(reply, "set-up");
    this.#facts = adapter;
    this.#beginning = { ...this.#beginning, importNs, prepareNs };
  }

  /**
   * Runs one iteration under observation.
   *
   * @throws {SubjectFault} If a task ran too often, too early or not at all, or the digest is wrong.
   */
  async trace(): Promise<void> {
    const { workload, expected } = this.#context;
    const iteration = this.#nextIteration++;
    const traced = expectOp(await this.#ask({ op: "trace", iteration }), "traced");
    const { steps, digest, firstRunNs, figures } = traced;
    this.#beginning = {
      ...this.#beginning,
      firstRunNs,
      ...(Object.keys(figures).length > 0 && { figures }),
      ...(workload.kernel.kind === "wait" && { peakTasks: peakConcurrency(steps) }),
      ...this.#declared(traced),
    };
    const fault = checkTrace(workload.shape, steps) ?? checkOverlap(workload, steps);
    if (fault !== null) throw invalidWork(`${fault} (iteration ${iteration}, traced)`);
    const wrongDigest = expected.digestFaultOf(iteration, digest);
    if (wrongDigest !== null) throw invalidWork(wrongDigest);
  }

  /**
   * Warms up, and plants the extra work that the plan asks for.
   *
   * @throws {SubjectFault} If the worker fails.
   */
  async warmUp(): Promise<void> {
    const { profile } = this.#context, { firstRunNs } = this.#beginning;
    const limitsMs = this.#isWarm && profile.isolation.kind === "pass"
      ? profile.isolation.warmAgainMs
      : profile.warmUpMs;
    if (this.#isWarm && firstRunNs > limitsMs[1] * 1e6) {
      // The traced run alone took longer than the whole warm-up may: it was the warm-up.
      this.#warmUp = { steady: false, elapsedMs: firstRunNs / 1e6, iterations: 1 };
      this.#runNs = firstRunNs;
    } else {
      await this.#runWarm(limitsMs);
    }
    await this.#plant();
  }

  /**
   * Takes its orders about samples.
   *
   * @param sampling How many samples of how many runs to take.
   */
  follow(sampling: Sampling): void {
    this.#sampling = sampling;
  }

  /**
   * Takes one sample.
   *
   * @throws {SubjectFault} If the worker fails.
   */
  async sample(): Promise<void> {
    const iterations = this.#sampling.batch;
    const startedMs = this.#context.sessionMs();
    const reply = await this.#ask({ op: "sample", firstIteration: this.#nextIteration, iterations });
    const { reading } = expectOp(reply, "sampled");
    this.#accept(reading.proof, iterations);
    this.#readings.push({ startedMs, reading });
  }

  /**
   * Times single runs, for quantiles, where the profile has time for it and runs are long enough.
   *
   * @throws {SubjectFault} If the worker fails.
   */
  async timeRuns(): Promise<void> {
    const iterations = latencyRuns(this.#runNs, this.#context.profile);
    if (iterations === 0) return;
    const request = { op: "time-each", firstIteration: this.#nextIteration, iterations } as const;
    const { latenciesNs, proof } = expectOp(await this.#ask(request), "timed-each");
    this.#accept(proof, iterations);
    this.#latencies = encodedLatencies(latenciesNs);
  }

  /**
   * Recomputes everything that this process claims to have done. Takes its time: for when nothing is
   * being measured.
   *
   * @throws {SubjectFault} If something was done wrong.
   */
  async verify(): Promise<void> {
    // Before anything is run again: what explains a fault must not count as the framework's memory.
    this.#peakRssKib = this.#worker.pid === null ? null : this.#readPeak(this.#worker.pid);
    for (const proof of this.#proofs) {
      // The event loop turns between proofs, so that an interruption is noticed.
      await new Promise((resolve) => setImmediate(resolve));
      await this.#check(proof);
    }
  }

  /**
   * Records runs for the timeline: once for each plain graph, as other processes would show the same. A worker of
   * another build may not know how, and what was planted into an arm is not part of its graph.
   *
   * @throws {SubjectFault} If the worker fails, or something was done wrong.
   */
  async recordRuns(): Promise<void> {
    const { pass, workload: { shape }, timeLimitMs } = this.#context, { workerCommand, extraWorkPercent } = this.plan;
    if (pass > 0 || !isPlain(shape)) return;
    if (workerCommand !== undefined || extraWorkPercent !== undefined) return;
    const size = recordingSize(this.#runNs), iterations = size.runs + size.warmUpRuns;
    const reply = await this.#ask(
      { op: "record", firstIteration: this.#nextIteration, ...size },
      timeLimitMs + iterations * this.#runNs / 1e6,
    );
    const { recording: { runs, typical, slow }, proof } = expectOp(reply, "recorded");
    this.#accept(proof, iterations);
    await this.#check(proof);
    this.#recording = { runs, typical: writable(typical), slow: writable(slow) };
  }

  /**
   * Lets go of the graph, and gives the process back or ends it in order.
   *
   * @param workers Where processes wait for the next benchmark.
   * @throws {SubjectFault} If the worker fails at the last moment.
   */
  async finish(workers: WorkerPool): Promise<void> {
    this.#teardownNs = expectOp(await this.#ask({ op: "tear-down" }), "torn-down").teardownNs;
    const { isolation } = this.#context.profile;
    if (workers.keep(this.plan.id, { worker: this.#worker, isWarm: true }, isolation)) return;
    expectOp(await this.#ask({ op: "shut-down" }), "bye");
    await this.#worker.close();
  }

  /**
   * Writes down what was measured.
   *
   * @returns The record of the samples, without the dropped ones.
   */
  record(): Fork {
    const kept = this.#readings.slice(this.#sampling.dropped);
    const column = (name: Exclude<keyof SampleReading, "proof" | "allocatedBytes">) =>
      kept.map(({ reading }) => reading[name]);
    return {
      pass: this.#context.pass,
      ...this.#beginning,
      teardownNs: this.#teardownNs,
      freshProcess: !this.#isWarm,
      paddingBytes: this.#paddingBytes,
      warmUp: this.#warmUp,
      batch: this.#sampling.batch,
      batchSetBy: this.#sampling.batchSetBy,
      extraRounds: this.#extraRounds,
      wallNs: column("wallNs"),
      cpuNs: column("cpuNs"),
      allocatedBytes: kept.map(({ reading }) => reading.allocatedBytes).filter((bytes) => bytes !== null),
      gcCount: column("gcCount"),
      gcNs: column("gcNs"),
      voluntarySwitches: column("voluntarySwitches"),
      involuntarySwitches: column("involuntarySwitches"),
      minorFaults: column("minorFaults"),
      majorFaults: column("majorFaults"),
      rssBytes: column("rssBytes"),
      startedMs: kept.map(({ startedMs }) => startedMs),
      provedRuns: this.#nextIteration,
      peakRssKib: this.#peakRssKib,
      ...(this.#latencies !== undefined && { latencies: this.#latencies }),
      ...(this.#recording !== undefined && { recording: this.#recording }),
    };
  }

  /**
   * Gives the process back that cannot do this benchmark, as fresh or used as it was.
   *
   * @param workers Where processes wait for the next benchmark.
   */
  async decline(workers: WorkerPool): Promise<void> {
    const { isolation } = this.#context.profile;
    if (!workers.keep(this.plan.id, { worker: this.#worker, isWarm: this.#isWarm }, isolation)) await this.abandon();
  }

  /** Kills the process if it is still there. */
  async abandon(): Promise<void> {
    await this.#worker.kill();
  }

  /** What a worker of another language started is a part of it. */
  #readPeak(pid: number): number | null {
    return this.plan.language === undefined ? readPeakRssKib(pid) : readTreePeakRssKib(pid);
  }

  async #runWarm([shortestMs, longestMs]: readonly [number, number]): Promise<void> {
    const { profile, timeLimitMs } = this.#context;
    const firstIteration = this.#nextIteration;
    const enoughRuns = profile.enoughRuns ?? Number.MAX_SAFE_INTEGER;
    // Short enough for the shortest warm-up to hold both windows that show a steady state.
    const sampleMs = Math.min(profile.sampleMs, shortestMs / (2 * WINDOW));
    const reply = await this.#ask(
      { op: "warm-up", firstIteration, shortestMs, longestMs, enoughRuns, sampleMs },
      timeLimitMs + longestMs,
    );
    const { steady, elapsedMs, runNs, proofs } = expectOp(reply, "warmed-up");
    for (const proof of proofs) this.#accept(proof, proof.iterations);
    this.#warmUp = { steady, elapsedMs, iterations: this.#nextIteration - firstIteration };
    this.#runNs = runNs;
  }

  async #plant(): Promise<void> {
    const { extraWorkPercent, extraWorkIn, id } = this.plan, { benchmark, planted, cpuRounds } = this.#context;
    if (extraWorkPercent === undefined || extraWorkIn?.includes(benchmark) === false) return;
    const share = { percent: extraWorkPercent, cpuRounds };
    this.#extraRounds = planted.get(id) ?? extraRoundsFor(this.#runNs, share);
    expectOp(await this.#ask({ op: "plant", rounds: this.#extraRounds }), "planted");
    this.#runNs *= 1 + extraWorkPercent / 100;
  }

  /** Once is enough: each pass builds the same. */
  #declared({ declaredGraph }: Extract<ReplyBody, { op: "traced" }>): Pick<Fork, "declaredGraph"> {
    if (declaredGraph === undefined || this.#context.pass > 0) return {};
    const { nodes, edges } = declaredGraph;
    return { declaredGraph: { nodes: [...nodes], edges: edges.map(([from, to]) => [from, to]) } };
  }

  async #ask(request: RequestBody, timeLimitMs = this.#context.timeLimitMs): Promise<ReplyBody> {
    return replyOf(await this.#worker.request(request, { timeLimitMs, signal: this.#context.signal }));
  }

  /** Takes a proof of the next iterations. Each is run once in a process, so no answer can be a remembered one. */
  #accept(proof: Proof, iterations: number): void {
    if (proof.firstIteration !== this.#nextIteration || proof.iterations !== iterations) {
      throw protocolFault(`proved other iterations than the ${iterations} from ${this.#nextIteration}`);
    }
    this.#nextIteration += iterations;
    this.#proofs.push(proof);
  }

  /** Recomputes what a proof claims. */
  async #check(proof: Proof): Promise<void> {
    const { expected } = this.#context;
    if (expected.agreesWith(proof)) return;
    throw invalidWork(await explainFault(proof, expected, (stretch) => this.#explain(stretch)));
  }

  async #explain(stretch: Stretch): Promise<BatchAnswers> {
    const answers = expectOp(await this.#ask({ op: "explain", ...stretch }), "explained");
    if (answers.digests.length !== stretch.iterations || answers.tasks.length !== stretch.iterations) {
      throw protocolFault(`explained other iterations than the ${stretch.iterations} it was asked for`);
    }
    return answers;
  }
}

function writable({ rank, durationNs, startedNs, endedNs }: RecordedRun): RecordedRunRecord {
  return { rank, durationNs, startedNs: [...startedNs], endedNs: [...endedNs] };
}
