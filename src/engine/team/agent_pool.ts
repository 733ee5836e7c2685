/**
 * Workers that take jobs from one queue and run an agent for each. A run that fails is a failure here too, not only one
 * that throws: the job is run again, and is dead after its last attempt.
 *
 * Note: there is no work stealing. It lets idle workers reach into the queues of busy ones; here all workers take from
 * one queue, so an idle worker and a ready job never exist side by side, and there is nothing to steal. Nor has a run a
 * visibility timeout: a worker of this process cannot be lost, and `runTimeoutMs` ends a run that hangs.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { systemRandom } from "../../random/system_random.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import type { RunOptions } from "../agent/agent_options.ts";
import { checkTimeoutMs } from "../agent/state_options.ts";
import { EventBus, type HandlerOptions, type Subscription } from "../coordination/event_bus.ts";
import type { WaitOptions } from "../coordination/wait_options.ts";
import { DisposedError } from "../coordination/waiting_error.ts";
import { wholeNumber } from "../coordination/whole_number.ts";
import { nextDelayMs } from "../reliability/backoff.ts";
import { type RetryPolicy, retryPolicy } from "../reliability/retry.ts";
import { Autoscaler } from "./autoscaler.ts";
import type { Delivery } from "./delivery.ts";
import { type Job, type JobOutcome, type PooledAgent, type PooledResult, PoolJob } from "./job.ts";
import {
  type AgentPoolOptions,
  type DeadJob,
  type PoolCounters,
  type PoolEvents,
  type SubmitOptions,
  workerBounds,
} from "./pool_options.ts";
import { PoolStaff } from "./pool_staff.ts";
import type { PoolObservation } from "./scaling.ts";
import { WorkQueue } from "./work_queue.ts";

/** Gives a worker its agent: `worker` is its number. Called once for each. */
export type AgentFactory<I, R extends PooledResult> = (worker: number) => PooledAgent<I, R>;

/**
 * A pool of workers that run an agent: `I` is the type of its input, `R` that of its results.
 *
 * @example
 * ```ts
 * import { agent } from "puffinflow";
 * import { AgentPool, SimulatedClock } from "puffinflow/team";
 *
 * let calls = 0;
 * const fetching = agent("fetching").input<string>().state("page", ({ input }) => {
 *   if (++calls === 1) throw new Error("not reachable");
 *   return `page of ${input}`;
 * });
 *
 * const clock = new SimulatedClock();
 * await using pool = new AgentPool(fetching, {
 *   clock,
 *   maxWorkers: 8,
 *   scaling: { kind: "queue", scaleUpAt: 2 },
 *   retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 100 } },
 * });
 * const job = await pool.submit("puffins", { priority: 5 });
 * await clock.advance(100);
 *
 * const outcome = await job.outcome;
 * if (outcome.status !== "completed" || outcome.attempts !== 2) throw new Error(outcome.status);
 * if (outcome.result.outputs.page !== "page of puffins") throw new Error("wrong page");
 * await pool.drain();
 * if (pool.counters.completed !== 1 || pool.counters.retried !== 1) throw new Error("not counted");
 * ```
 */
export class AgentPool<I, R extends PooledResult> implements AsyncDisposable {
  /** Name of the pool. */
  readonly name: string;
  readonly #runOptions: RunOptions;
  readonly #random: Random;
  readonly #retry: RetryPolicy;
  readonly #bounds: ReturnType<typeof workerBounds>;
  readonly #queue: WorkQueue<PoolJob<I, R>>;
  readonly #events: EventBus<PoolEvents<R>>;
  readonly #scaler: Autoscaler | null;
  readonly #staff: PoolStaff<PoolJob<I, R>>;
  readonly #jobs = new Set<PoolJob<I, R>>();
  readonly #ended = { completed: 0, failed: 0, cancelled: 0, faulted: 0 };
  #running = 0;
  #submitted = 0;
  #retried = 0;

  /**
   * Makes a pool and lets `minWorkers` begin.
   *
   * @param agent The agent that all workers run, or what gives each worker its own.
   * @param options Number of workers, limits and retries.
   * @throws {DefinitionError} If the agent's definition is wrong.
   * @throws {RangeError} If a number is out of its bounds.
   * @throws {TypeError} If a choice is unknown.
   */
  constructor(agent: PooledAgent<I, R> | AgentFactory<I, R>, options: AgentPoolOptions = {}) {
    const { clock = systemClock, random = systemRandom, instruments = [], runTimeoutMs, scaling } = options;
    this.name = options.name ?? (typeof agent === "function" ? "agent pool" : `pool of ${agent.name}`);
    if (runTimeoutMs !== undefined) checkTimeoutMs(runTimeoutMs, `runs of "${this.name}"`);
    this.#runOptions = { clock, random, instruments, ...runTimeoutMs === undefined ? {} : { timeoutMs: runTimeoutMs } };
    this.#retry = retryPolicy(options.retry ?? { maxAttempts: 3 });
    this.#random = random;
    this.#bounds = workerBounds(options);
    this.#queue = this.#newQueue(options, clock);
    this.#events = new EventBus({ name: this.name, clock, onHandlerError: reportError });
    const observe = () => this.#observe(), resize = (to: number) => this.#setWorkers(to);
    this.#scaler = scaling === undefined ? null : new Autoscaler(scaling, { clock, ...this.#bounds, observe, resize });
    const factory = typeof agent === "function" ? agent : () => agent;
    this.#staff = new PoolStaff(this.#queue, (worker) => {
      const own = factory(worker);
      own.validate();
      return (delivery) => this.#attempt(delivery, { worker, agent: own });
    });
    this.#staff.resize(this.#bounds.minWorkers);
  }

  /** What goes on, in numbers. */
  get counters(): PoolCounters {
    const { ready, delayed } = this.#queue.counts, { size: workers, leaving } = this.#staff;
    const jobs = { running: this.#running, ready, delayed, submitted: this.#submitted, retried: this.#retried };
    return { workers, leaving, ...jobs, ...this.#ended };
  }

  /** The jobs of which no run completed, oldest first, as far as they are kept. */
  get deadJobs(): readonly DeadJob<I, R>[] {
    return this.#queue.deadItems.map(({ id, value: { input, result, attempts }, diedAtMs }) => {
      return { id, input, result, attempts, diedAtMs };
    });
  }

  /**
   * Calls a function for every event of a name from now on. What it throws is reported as the platform reports what a
   * DOM listener throws.
   *
   * @param event Name of the event.
   * @param handler What to call.
   * @param options What takes it away.
   * @returns What takes it away too.
   * @throws {DisposedError} If the pool is disposed of.
   */
  on<K extends keyof PoolEvents<R>>(
    event: K,
    handler: (payload: PoolEvents<R>[K]) => void,
    options: HandlerOptions = {},
  ): Subscription {
    return this.#events.on(event, handler, options);
  }

  /**
   * Hands in a job; waits for room if there is none and the pool is to wait.
   *
   * @param input What the agent is started with.
   * @param options Its priority, and what cancels it.
   * @returns The job, once it is in the pool's queue.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {WorkQueueClosedError} If the pool takes no more jobs.
   * @throws {LimitReachedError} If there is no room and the pool is to reject.
   * @throws {AcquireTimeoutError} If there is no room within `timeoutMs`.
   */
  async submit(input: I, options: SubmitOptions = {}): Promise<Job<R>> {
    const { signal } = options, follow = () => this.#cancel(job, signal!.reason);
    const job = new PoolJob<I, R>(input, (outcome) => {
      signal?.removeEventListener("abort", follow);
      this.#noteEnd(job, outcome);
    });
    job.id = await this.#queue.put(job, options);
    this.#submitted++;
    this.#jobs.add(job);
    signal?.addEventListener("abort", follow, { once: true });
    if (signal?.aborted) follow();
    this.#scaler?.look();
    const cancel = (reason: unknown = abortError()) => this.#cancel(job, reason);
    return { id: job.id, outcome: job.outcome, cancel };
  }

  /**
   * Hands in a job and waits for its end.
   *
   * @param input What the agent is started with.
   * @param options Its priority, and what cancels it.
   * @returns How the job ended.
   * @throws What {@linkcode submit} throws: the job was not taken in then.
   */
  async run(input: I, options?: SubmitOptions): Promise<JobOutcome<R>> {
    return await (await this.submit(input, options)).outcome;
  }

  /**
   * Changes the number of workers. Those that leave finish the job in hand; idle ones go first.
   *
   * @param workers How many, from `minWorkers` to `maxWorkers`.
   * @throws {RangeError} If the number is out of its bounds.
   */
  resize(workers: number): void {
    const { minWorkers: min, maxWorkers: max } = this.#bounds;
    if (!(Number.isInteger(workers) && workers >= min && workers <= max)) {
      throw new RangeError(
        `Cannot resize "${this.name}" as 'workers' must be a whole number from ${min} to ${max}: ` +
          `current value is ${workers}`,
      );
    }
    this.#scaler?.noteChange();
    this.#setWorkers(workers);
  }

  /** Asks the pool's `scaling` now: for figures that change while no job comes or ends. Without it, nothing happens. */
  rescale(): void {
    this.#scaler?.look();
  }

  /**
   * Takes no more jobs, and waits until all have ended and all workers have left.
   *
   * @param options How the wait may end early; the pool goes on draining.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   */
  async drain(options?: WaitOptions): Promise<void> {
    await this.#queue.drain(options);
    this.#scaler?.stop();
    await this.#staff.left();
  }

  /** Takes no more jobs, cancels all that have not ended, and waits until all workers have left. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#queue.close();
    for (const job of [...this.#jobs]) this.#cancel(job, new DisposedError(this.name));
    await this.drain();
    this.#events[Symbol.dispose]();
  }

  #newQueue(options: AgentPoolOptions, clock: Clock): WorkQueue<PoolJob<I, R>> {
    const { maxJobs = 1_000, maxDeadJobs = 1_000, maxWaiting = 10_000, whenFull = "wait" } = options,
      action = "make a pool";
    return new WorkQueue({
      name: this.name,
      clock,
      whenFull,
      maxItems: wholeNumber(maxJobs, { action, option: "maxJobs" }),
      maxDeadItems: wholeNumber(maxDeadJobs, { action, option: "maxDeadJobs" }),
      maxAttempts: this.#retry.maxAttempts,
      visibilityMs: Infinity,
      // Workers wait in line too.
      maxWaiting: Math.max(wholeNumber(maxWaiting, { action, option: "maxWaiting" }), this.#bounds.maxWorkers),
    });
  }

  #observe(): PoolObservation {
    const { counts: { ready }, oldestWaitMs } = this.#queue;
    return { workers: this.#staff.size, running: this.#running, ready, oldestWaitMs };
  }

  #setWorkers(to: number): void {
    const from = this.#staff.size;
    if (to === from) return;
    this.#staff.resize(to);
    this.#events.emit("resized", { from, to });
  }

  async #attempt(
    delivery: Delivery<PoolJob<I, R>>,
    { worker, agent }: { readonly worker: number; readonly agent: PooledAgent<I, R> },
  ): Promise<void> {
    const { id, value: job, attempt, waitMs } = delivery;
    job.id = id;
    job.attempts = attempt;
    this.#running++;
    this.#events.emit("job-started", { job: id, worker, attempt, waitMs });
    try {
      job.result = await agent.run(job.input, { ...this.#runOptions, signal: job.signal });
      this.#answer(delivery, job.result);
    } catch (error) {
      delivery.bury(error);
      job.end({ status: "faulted", error, attempts: attempt });
    }
    this.#running--;
    this.#scaler?.look();
  }

  #answer(delivery: Delivery<PoolJob<I, R>>, result: R): void {
    const { value: job, attempt: attempts } = delivery;
    if (result.status === "completed") {
      delivery.ack();
      // What was asked about the status holds for the result, which the compiler cannot know of a type parameter.
      return job.end({ status: "completed", result: result as never, attempts });
    }
    if (!job.signal.aborted) return this.#retryOrBury(delivery, result.error);
    delivery.ack();
    job.endCancelled();
  }

  #retryOrBury(delivery: Delivery<PoolJob<I, R>>, error: unknown): void {
    const { id, value: job, attempt } = delivery, { retryOn, delayHint, backoff } = this.#retry;
    const position = { attemptsMade: attempt, previousDelayMs: job.delayMs };
    const delayMs = job.delayMs = delayHint(error) ?? nextDelayMs(backoff, position, this.#random);
    if (retryOn(error) && delivery.nack({ delayMs, error }) === "redelivered") {
      this.#retried++;
      this.#events.emit("job-retried", { job: id, attempt, error, delayMs });
      return;
    }
    delivery.bury(error);
    job.end({ status: "failed", result: job.result as never, attempts: attempt });
  }

  #cancel(job: PoolJob<I, R>, reason: unknown): void {
    job.abort(reason);
    if (this.#queue.remove(job.id)) job.endCancelled();
  }

  #noteEnd(job: PoolJob<I, R>, outcome: JobOutcome<R>): void {
    this.#jobs.delete(job);
    this.#ended[outcome.status]++;
    this.#events.emit("job-ended", { job: job.id, outcome });
  }
}

function abortError(): DOMException {
  return new DOMException("The job was cancelled", "AbortError");
}
