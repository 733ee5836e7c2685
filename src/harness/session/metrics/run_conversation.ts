/**
 * Many runs at once over a worker's pipe: the session's side of `served_runs.ts`. Each call sends a line and is
 * settled by the line that answers it; when the worker is gone, all that is open fails with its fault.
 * @module
 */
import { replyOf, SubjectFault } from "../cell_fault.ts";
import { expectOp, invalidWork, protocolFault } from "../expected_reply.ts";
import { ECHO_MARK, END_OF_RUNS, FAILURE_MARK, type ServedRuns } from "../served_runs.ts";
import type { MetricWorker } from "./metric_worker.ts";

interface Open {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A worker that serves runs. */
export class RunConversation {
  readonly #worker: MetricWorker;
  readonly #open = new Map<string, Open>();
  readonly #end: Promise<ServedRuns>;
  /** Digests by iteration, to be checked when nothing is measured. */
  readonly #digests = new Map<number, number>();
  #fault: unknown = null;
  #echoes = 0;

  /**
   * Begins to ask.
   *
   * @param worker Was set up.
   * @param longestMs Time that the conversation may take besides the time limit of a request, in milliseconds.
   */
  constructor(worker: MetricWorker, longestMs: number) {
    this.#worker = worker;
    this.#end = this.#converse(longestMs);
    // Whoever waits for a run, or for the end, is told.
    this.#end.catch((error) => this.#fail(error));
  }

  /**
   * Asks for a run.
   *
   * @param iteration Which.
   * @throws {SubjectFault} If it fails.
   */
  async run(iteration: number): Promise<void> {
    await this.#ask(String(iteration));
  }

  /** Sends a message there and back. */
  async echo(): Promise<void> {
    await this.#ask(`${ECHO_MARK}${this.#echoes++}`);
  }

  /**
   * Ends the conversation, and checks all that was answered.
   *
   * @throws {SubjectFault} If the worker failed, or did other work than agreed.
   */
  async end(): Promise<void> {
    if (this.#fault !== null) throw this.#fault;
    this.#worker.process.write(END_OF_RUNS);
    const { runs, tasks } = await this.#end;
    const { expected, graph } = this.#worker.task;
    if (runs !== this.#digests.size || tasks !== runs * graph.tasks) {
      throw invalidWork(
        `executed ${tasks} tasks in ${runs} of ${this.#digests.size} runs with ${graph.tasks} tasks each`,
      );
    }
    for (const [iteration, digest] of this.#digests) {
      const fault = expected.digestFaultOf(iteration, digest);
      if (fault !== null) throw invalidWork(fault);
    }
  }

  async #converse(longestMs: number): Promise<ServedRuns> {
    const { timeLimitMs, signal } = this.#worker.task;
    const limits = { timeLimitMs: timeLimitMs + longestMs, signal, onLine: (line: string) => this.#answer(line) };
    return expectOp(replyOf(await this.#worker.process.request({ op: "serve" }, limits)), "served");
  }

  #ask(line: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (this.#fault !== null) reject(this.#fault);
    else {
      this.#open.set(line, { resolve, reject });
      this.#worker.process.write(line);
    }
    return promise;
  }

  #answer(line: string): void {
    const [key = "", ...words] = line.split(" "), text = words.join(" ");
    const open = this.#open.get(key);
    if (open === undefined) return this.#fail(protocolFault(`answered what nobody asked: ${line.slice(0, 80)}`));
    if (text.startsWith(FAILURE_MARK)) return this.#fail(frameworkFault(text.slice(FAILURE_MARK.length)));
    this.#open.delete(key);
    if (!key.startsWith(ECHO_MARK)) this.#digests.set(Number(key), Number(text));
    open.resolve();
  }

  #fail(error: unknown): void {
    this.#fault ??= error;
    for (const { reject } of this.#open.values()) reject(this.#fault);
    this.#open.clear();
  }
}

function frameworkFault(thrown: string): SubjectFault {
  return new SubjectFault({ status: "failed", code: "framework", reason: `threw during a run: ${thrown}` });
}
