/**
 * A fresh process for one metric: asked one thing at a time, each answer checked against what a right one would
 * be. What is asked for which metric is in the files beside this one.
 * @module
 */
import type { AdapterFacts } from "../../adapters/facts.ts";
import type { Proof } from "../../measure/proof.ts";
import { replyOf, SubjectFault } from "../cell_fault.ts";
import { expectOp, invalidWork, protocolFault } from "../expected_reply.ts";
import { oneLine } from "../one_line.ts";
import { type ExpectedAnswers, explainFault } from "../proof.ts";
import type { ReplyBody, RequestBody } from "../protocol.ts";
import type { WorkerProcess } from "../worker_process.ts";
import type { MetricGraph } from "./metric_plan.ts";

/** What a process is for. */
export interface MetricTask {
  /** Id, path or URL of the adapter. */
  readonly adapter: string;
  readonly graph: MetricGraph;
  readonly expected: ExpectedAnswers;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Times of a set-up. */
export interface SetUpTimes {
  readonly importNs: number;
  readonly prepareNs: number;
}

/** A process that measures one metric. */
export class MetricWorker {
  readonly process: WorkerProcess;
  readonly task: MetricTask;
  #facts: AdapterFacts | null = null;
  #nextIteration = 0;

  /**
   * Takes over a process.
   *
   * @param process Was just started.
   * @param task What it is for.
   */
  constructor(process: WorkerProcess, task: MetricTask) {
    this.process = process;
    this.task = task;
  }

  /** What the adapter says of itself; `null` until it was loaded. */
  get facts(): AdapterFacts | null {
    return this.#facts;
  }

  /**
   * Takes the next iterations: each is run once in a process.
   *
   * @param count How many.
   * @returns The first of them.
   */
  takeIterations(count: number): number {
    const first = this.#nextIteration;
    this.#nextIteration += count;
    return first;
  }

  /**
   * Asks and waits.
   *
   * @param request What to ask.
   * @param extraMs Time that it takes by itself, beyond the usual limit.
   * @throws {SubjectFault} If the worker fails.
   * @throws {SessionInterrupt} If the session was interrupted.
   */
  async ask(request: RequestBody, extraMs = 0): Promise<ReplyBody> {
    const { timeLimitMs, signal } = this.task;
    return replyOf(await this.process.request(request, { timeLimitMs: timeLimitMs + extraMs, signal }));
  }

  /**
   * Loads the adapter and builds the graph.
   *
   * @returns What either took.
   * @throws {SubjectFault} If it cannot be loaded or cannot do it.
   */
  async setUp(): Promise<SetUpTimes> {
    const { adapter, graph: { workload } } = this.task;
    const reply = await this.ask({ op: "set-up", adapter, workload });
    if (reply.op === "unsupported") {
      this.#facts = reply.adapter;
      throw new SubjectFault({ status: "unsupported", reason: oneLine(reply.reason) });
    }
    const { importNs, prepareNs, adapter: facts } = expectOp(reply, "set-up");
    this.#facts = facts;
    return { importNs, prepareNs };
  }

  /**
   * Runs once.
   *
   * @returns How long the run took, in nanoseconds.
   * @throws {SubjectFault} If it did other work than agreed.
   */
  async runOnce(): Promise<number> {
    const iteration = this.takeIterations(1);
    const { elapsedNs, digest, tasks } = expectOp(await this.ask({ op: "run-once", iteration }), "ran");
    this.check(iteration, { digest, tasks });
    return elapsedNs;
  }

  /**
   * Checks the answer of an iteration.
   *
   * @param iteration Which.
   * @param answer Its digest, and the tasks that it executed.
   * @throws {SubjectFault} If they are wrong.
   */
  check(iteration: number, { digest, tasks }: { readonly digest: number; readonly tasks: number }): void {
    const { expected } = this.task;
    const fault = expected.taskFaultOf(iteration, tasks) ?? expected.digestFaultOf(iteration, digest);
    if (fault !== null) throw invalidWork(fault);
  }

  /**
   * Checks what shows that iterations were run.
   *
   * @param proof The proof.
   * @param firstIteration Which iterations it must be of.
   * @throws {SubjectFault} If it is of others, or wrong.
   */
  async prove(proof: Proof, firstIteration: number): Promise<void> {
    if (proof.firstIteration !== firstIteration) throw protocolFault("proved other iterations than it was asked for");
    const { expected } = this.task;
    if (expected.agreesWith(proof)) return;
    throw invalidWork(
      await explainFault(proof, expected, async (stretch) => {
        return expectOp(await this.ask({ op: "explain", ...stretch }), "explained");
      }),
    );
  }

  /**
   * Ends the process in order.
   *
   * @throws {SubjectFault} If it fails at the last moment.
   */
  async finish(): Promise<void> {
    expectOp(await this.ask({ op: "shut-down" }), "bye");
    await this.process.close();
  }
}
