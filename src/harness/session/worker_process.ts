/**
 * The session's end of a worker process: starts it, asks it one thing at a time, and ends it with all
 * that it started, whatever it does. Every way in which a request can go is an outcome, none an
 * exception; what an outcome means for a cell is decided by `arm.ts`.
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import type { Readable } from "node:stream";
import { invariant } from "../../invariant.ts";
import { ForeignSurroundings } from "./foreign_worker.ts";
import { LineSplitter } from "./line_splitter.ts";
import { OutputTail } from "./output_tail.ts";
import { CANCEL_LINE, PROTOCOL_VERSION, type Reply, type RequestBody } from "./protocol.ts";
import { isHeartbeat, parseReply } from "./reply_schema.ts";
import type { ForeignManners, WorkerCommand } from "./self_command.ts";
import { obituaryOf, type WorkerExit } from "./worker_exit.ts";

/** Variable that shifts the worker's stack by a random amount: memory layout alone can change a time by percents. */
const PADDING_VARIABLE = "PUFFIN_PADDING";

/** How long the streams of a dead worker are read on; a process that escaped its group may hold them open. */
const DRAIN_MS = 500;

/** How a worker is started and ended. */
export interface WorkerProcessOptions {
  /** Length of the padding in the environment, 0 to 4,095 bytes. */
  readonly paddingBytes: number;
  /** How long a worker may take to end before it is killed, in milliseconds. @default {500} */
  readonly graceMs?: number;
}

/** Limits of a request. */
export interface RequestLimits {
  /** Longest wait for the reply, in milliseconds. */
  readonly timeLimitMs: number;
  /** Stops waiting at once. */
  readonly signal?: AbortSignal | undefined;
  /** Gets the lines that come before the reply and are none; without it such a line is garbage. */
  readonly onLine?: (line: string) => void;
}

/** How a request went. After anything but a reply the worker is gone. */
export type WorkerOutcome =
  | { readonly kind: "reply"; readonly reply: Reply }
  | { readonly kind: "died"; readonly outOfMemory: boolean; readonly reason: string }
  | { readonly kind: "time-limit"; readonly reason: string }
  /** It did not even say that it is alive, though it is a worker that does. */
  | { readonly kind: "stuck"; readonly reason: string }
  /** What came was not a reply to what was asked. */
  | { readonly kind: "garbage"; readonly reason: string }
  /** What came was a line longer than any reply. */
  | { readonly kind: "oversized"; readonly reason: string }
  | { readonly kind: "interrupted" };

type Settle = (outcome: WorkerOutcome) => void;

/** A worker process that was started and not yet closed. */
export class WorkerProcess {
  /** Length of the padding in its environment. */
  readonly paddingBytes: number;
  readonly #child: ChildProcess;
  readonly #graceMs: number;
  readonly #replies = new LineSplitter();
  readonly #stdout = new OutputTail();
  readonly #stderr = new OutputTail();
  readonly #manners: ForeignManners | null;
  readonly #surroundings: ForeignSurroundings | null;
  /** Fulfilled when the process is dead, its group killed and its streams read. */
  readonly #gone: Promise<WorkerExit>;
  /** When it was last heard of, on the monotonic clock. */
  #heardMs = 0;
  #lastId = 0;
  #settle: Settle | null = null;
  #onLine: RequestLimits["onLine"];
  /** Something that came while nothing was asked, kept for the next request. */
  #stray: WorkerOutcome | null = null;

  /**
   * Starts a worker.
   *
   * @param command How to start it.
   * @param options How to start and end it. A worker that cannot be started has died at the first request.
   */
  constructor(command: WorkerCommand, { paddingBytes, graceMs = 500 }: WorkerProcessOptions) {
    this.paddingBytes = paddingBytes;
    this.#graceMs = graceMs;
    this.#manners = command.foreign ?? null;
    this.#surroundings = this.#manners === null ? null : new ForeignSurroundings();
    const surroundings = this.#surroundings?.environment;
    this.#child = spawn(command.program, command.args, {
      env: { ...command.environment, ...surroundings, [PADDING_VARIABLE]: "x".repeat(paddingBytes) },
      stdio: ["pipe", "pipe", "pipe", "pipe"],
      // A group of its own: the worker is killed with all that it started, and Ctrl-C reaches the session alone.
      detached: true,
    });
    this.#gone = this.#watchExit();
    this.#readStreams();
  }

  /** Process id, or `null` if the process could not be started. */
  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** Fulfilled when the process is dead and so is all that it started. */
  get gone(): Promise<unknown> {
    return this.#gone;
  }

  /**
   * Asks the worker and waits for its answer.
   *
   * @param body What to ask; nothing else may be asked until this is answered.
   * @param limits How long to wait.
   * @returns How it went.
   */
  async request(body: RequestBody, { timeLimitMs, signal, onLine }: RequestLimits): Promise<WorkerOutcome> {
    invariant(this.#settle === null, "A worker is asked one thing at a time");
    const { promise, resolve } = Promise.withResolvers<WorkerOutcome>();
    this.#settle = resolve;
    this.#onLine = onLine;
    const interrupt = () => resolve({ kind: "interrupted" });
    const limitMs = body.op === "set-up" ? Math.max(timeLimitMs, this.#manners?.setUpLimitMs ?? 0) : timeLimitMs;
    const timer = setTimeout(() => resolve(this.#overdue(body.op, limitMs)), limitMs);
    const listening = this.#listenFor(body.op, resolve);
    signal?.addEventListener("abort", interrupt);
    if (signal?.aborted) interrupt();
    this.#gone.then((exit) => resolve({ kind: "died", ...obituaryOf(exit, this.#stderr) }));
    if (this.#stray !== null) resolve(this.#stray);
    else this.#send(body);

    const outcome = await promise;
    clearTimeout(timer);
    clearInterval(listening);
    signal?.removeEventListener("abort", interrupt);
    this.#settle = null;
    this.#onLine = undefined;
    if (outcome.kind !== "reply") await this.kill();
    else if (body.op !== "shut-down") this.#pause();
    return outcome;
  }

  /**
   * Sends a line while a request is open that takes lines.
   *
   * @param line Without its end.
   */
  write(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Lets the worker end by itself, and kills it with all that it started if it does not. */
  async close(): Promise<void> {
    this.#resume();
    this.#child.stdin?.end();
    if (!await this.#isGoneWithin(this.#graceMs)) await this.kill();
  }

  /** Kills the worker with all that it started: first politely, then not. */
  async kill(): Promise<void> {
    this.#resume();
    if (await this.#isCancelled()) return;
    this.#signalGroup("SIGTERM");
    if (!await this.#isGoneWithin(this.#graceMs)) this.#signalGroup("SIGKILL");
    await this.#gone;
  }

  /** Lets a worker that can do so stop what it does, and end with what it started. */
  async #isCancelled(): Promise<boolean> {
    if (this.#manners === null) return false;
    this.#child.stdin?.write(CANCEL_LINE);
    this.#child.stdin?.end();
    return await this.#isGoneWithin(this.#manners.cancelMs);
  }

  /** Has a foreign worker stand still with all that it started: a server of its own would disturb whoever comes next. */
  #pause(): void {
    if (this.#manners !== null) this.#signalGroup("SIGSTOP");
  }

  #resume(): void {
    if (this.#manners !== null) this.#signalGroup("SIGCONT");
  }

  /** Watches that a foreign worker says that it is alive. */
  #listenFor(op: RequestBody["op"], resolve: Settle): ReturnType<typeof setInterval> | undefined {
    const { silenceLimitMs } = this.#manners ?? {};
    if (silenceLimitMs === undefined) return undefined;
    this.#heardMs = performance.now();
    return setInterval(() => {
      const silentMs = performance.now() - this.#heardMs;
      if (silentMs <= silenceLimitMs) return;
      const reason = `was asked for "${op}" and has not said for ${Math.round(silentMs)} ms that it is alive`;
      resolve({ kind: "stuck", reason });
    }, silenceLimitMs / 4);
  }

  #send(body: RequestBody): void {
    this.#resume();
    this.#lastId++;
    this.#child.stdin?.write(`${JSON.stringify({ v: PROTOCOL_VERSION, id: this.#lastId, ...body })}\n`);
  }

  #overdue(op: RequestBody["op"], timeLimitMs: number): WorkerOutcome {
    const lastWords = this.#stderr.lastWords();
    const quoted = lastWords === "" ? "" : `; its last words: ${lastWords}`;
    return { kind: "time-limit", reason: `did not answer "${op}" within ${timeLimitMs} ms${quoted}` };
  }

  #readStreams(): void {
    const { stdin, stdout, stderr } = this.#child;
    // Writing to a worker that has just died is no error of its own: its death is the outcome.
    stdin?.on("error", () => {});
    stdout?.on("data", (chunk: Uint8Array) => this.#stdout.push(chunk));
    stderr?.on("data", (chunk: Uint8Array) => this.#stderr.push(chunk));
    this.#replyStream?.on("data", (chunk: Uint8Array) => this.#read(chunk));
    for (const stream of [stdout, stderr, this.#replyStream]) stream?.on("error", () => {});
  }

  get #replyStream(): Readable | null {
    return (this.#child.stdio[3] ?? null) as Readable | null;
  }

  #read(chunk: Uint8Array): void {
    try {
      this.#heardMs = performance.now();
      for (const line of this.#replies.push(chunk)) {
        if (this.#manners !== null && isHeartbeat(line)) continue;
        // Replies are JSON objects; other lines say what a request agreed upon.
        if (this.#onLine !== undefined && !line.startsWith("{")) this.#onLine(line);
        else this.#receive(this.#outcomeOf(line));
      }
    } catch (error) {
      this.#receive({ kind: "oversized", reason: `sent what no reply is: ${(error as RangeError).message}` });
    }
  }

  #outcomeOf(line: string): WorkerOutcome {
    const reply = parseReply(line);
    if (reply !== null && reply.v === PROTOCOL_VERSION && reply.id === this.#lastId) return { kind: "reply", reply };
    return { kind: "garbage", reason: `sent what is not a reply: ${JSON.stringify(line.slice(0, 80))}` };
  }

  #receive(outcome: WorkerOutcome): void {
    if (this.#settle !== null) this.#settle(outcome);
    else this.#stray ??= outcome;
  }

  async #watchExit(): Promise<WorkerExit> {
    const exit = await new Promise<WorkerExit>((resolve) => {
      this.#child.once("error", ({ message }) => resolve({ kind: "not-started", message }));
      this.#child.once("exit", (code, signal) => {
        resolve(signal === null ? { kind: "exited", code: code ?? 0 } : { kind: "killed", signal });
      });
    });
    if (exit.kind !== "not-started") this.#signalGroup("SIGKILL");
    await this.#surroundings?.clear();
    await this.#drain();
    return exit;
  }

  /** Reads what a dead worker left in its pipes: its last words, perhaps its last reply. */
  async #drain(): Promise<void> {
    const streams = [this.#child.stdout, this.#child.stderr, this.#replyStream].filter((stream) => stream !== null);
    const ended = streams.map((stream) => stream.closed || new Promise((resolve) => stream.once("close", resolve)));
    await isSettledWithin(Promise.all(ended), DRAIN_MS);
    for (const stream of [this.#child.stdin, ...streams]) stream?.destroy();
  }

  #isGoneWithin(ms: number): Promise<boolean> {
    return isSettledWithin(this.#gone, ms);
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.pid === null) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // The group is empty: nothing is left to be killed.
    }
  }
}

async function isSettledWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), ms);
  const isSettled = await Promise.race([promise.then(() => true as const), late]);
  clearTimeout(timer);
  return isSettled;
}
