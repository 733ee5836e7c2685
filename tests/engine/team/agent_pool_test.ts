import assert from "node:assert/strict";
import { agent, RunTimeoutError } from "puffinflow";
import {
  AcquireTimeoutError,
  AgentPool,
  type AgentPoolOptions,
  DisposedError,
  LimitReachedError,
  SimulatedClock,
  WorkQueueClosedError,
} from "puffinflow/team";
import { observed } from "../coordination/observed.ts";

/** What one run of the agent does. */
interface Task {
  readonly name: string;
  readonly ms: number;
  /** How many runs fail first. @default {0} */
  readonly failures?: number;
}

/** A pool of an agent that takes its time, and what it does. */
function newPool(options: AgentPoolOptions = {}) {
  const clock = new SimulatedClock(), log: string[] = [], failures = new Map<string, number>();
  const spend = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const alarm = clock.after(ms, resolve);
      signal.addEventListener("abort", () => {
        clock.clear(alarm);
        reject(signal.reason);
      });
    });
  const working = agent("working").input<Task>().state("done", async ({ input, signal }) => {
    const { name, ms, failures: fails = 0 } = input;
    log.push(`${name} at ${clock.now()}`);
    await spend(ms, signal);
    const failed = failures.get(name) ?? 0;
    failures.set(name, failed + 1);
    if (failed < fails) throw new Error(`${name} failed`);
    return name;
  });
  return { clock, log, pool: new AgentPool(working, { clock, name: "workers", ...options }) };
}

const jobs = (count: number, ms: number): Task[] =>
  Array.from({ length: count }, (_, i) => ({ name: `job ${i + 1}`, ms }));

Deno.test("AgentPool runs jobs with at most its workers, the highest priority first", async () => {
  const { clock, log, pool } = newPool({ minWorkers: 2 });
  const outcomes = [
    ...jobs(3, 10).map((task) => pool.run(task)),
    pool.run({ name: "urgent", ms: 10 }, { priority: 1 }),
  ];
  await clock.advance(0);
  assert.deepEqual({ running: pool.counters.running, ready: pool.counters.ready }, { running: 2, ready: 2 });
  await clock.advance(20);
  assert.deepEqual(log, ["job 1 at 0", "job 2 at 0", "urgent at 10", "job 3 at 10"]);
  const statuses = (await Promise.all(outcomes)).map(({ status }) => status);
  assert.deepEqual(statuses, ["completed", "completed", "completed", "completed"]);
  // Idle workers set no alarm and look at nothing.
  assert.equal(clock.pending, 0);
});

Deno.test("a run that fails is run again after its backoff, and is dead after the last attempt", async () => {
  const retry = { maxAttempts: 3, backoff: { kind: "exponential", baseDelayMs: 100, jitter: "none" } } as const;
  const { clock, log, pool } = newPool({ retry }), retried: unknown[] = [];
  pool.on("job-retried", ({ job, attempt, delayMs }) => retried.push([job, attempt, delayMs]));
  const lucky = await pool.submit({ name: "lucky", ms: 1, failures: 2 });
  const doomed = await pool.submit({ name: "doomed", ms: 1, failures: 9 });
  await clock.runAll();
  const won = await lucky.outcome, lost = await doomed.outcome;
  assert(won.status === "completed" && lost.status === "failed");
  assert.deepEqual([won.attempts, won.result.outputs.done, lost.attempts], [3, "lucky", 3]);
  assert.match(String(lost.result.error), /doomed failed/);
  assert.deepEqual(retried, [[1, 1, 100], [2, 1, 100], [1, 2, 200], [2, 2, 200]]);
  assert.deepEqual(log.filter((line) => line.startsWith("lucky")), ["lucky at 0", "lucky at 101", "lucky at 302"]);
  const [dead] = pool.deadJobs;
  assert.deepEqual([dead?.id, dead?.input.name, dead?.attempts, dead?.result?.status], [2, "doomed", 3, "failed"]);
  const { completed, failed, retried: again, submitted } = pool.counters;
  assert.deepEqual({ completed, failed, again, submitted }, { completed: 1, failed: 1, again: 4, submitted: 2 });
});

Deno.test("a job is dead at once if its error is not worth another run, and waits as long as its error says", async () => {
  const hinted = newPool({ retry: { maxAttempts: 2, delayHint: () => 500 } });
  void hinted.pool.run({ name: "a", ms: 0, failures: 1 });
  await hinted.clock.runAll();
  assert.deepEqual(hinted.log, ["a at 0", "a at 500"]);
  const { pool, clock } = newPool({ retry: { maxAttempts: 9, retryOn: () => false } });
  const outcome = pool.run({ name: "b", ms: 0, failures: 9 });
  await clock.runAll();
  assert.deepEqual([(await outcome).status, (await outcome).attempts, pool.deadJobs.length], ["failed", 1, 1]);
});

Deno.test("a run that takes longer than runTimeoutMs is aborted, and its worker goes on", async () => {
  const { clock, pool } = newPool({ runTimeoutMs: 50, retry: { maxAttempts: 2 } });
  const slow = observed(pool.run({ name: "slow", ms: 1_000 })), quick = observed(pool.run({ name: "quick", ms: 1 }));
  await clock.advance(101);
  assert(slow.value?.status === "failed" && slow.value.result.status === "timed-out");
  assert(slow.value.result.error instanceof RunTimeoutError);
  assert.equal(quick.value?.status, "completed");
});

Deno.test("a job can be cancelled while it waits, is held back, or runs", async () => {
  const { clock, log, pool } = newPool({ retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 1_000 } } });
  const controller = new AbortController();
  const running = await pool.submit({ name: "running", ms: 100 });
  const waiting = await pool.submit({ name: "waiting", ms: 1 }, { signal: controller.signal });
  const held = await pool.submit({ name: "held", ms: 0, failures: 9 }, { priority: 1 });
  await clock.advance(10);
  controller.abort("not needed");
  running.cancel();
  await clock.advance(20);
  held.cancel("enough");
  held.cancel("twice");
  await clock.advance(0);
  const [ran, waited, failed] = await Promise.all([running.outcome, waiting.outcome, held.outcome]);
  assert(ran.status === "cancelled" && ran.result?.status === "cancelled");
  assert.deepEqual([ran.reason instanceof DOMException, ran.attempts], [true, 1]);
  assert.deepEqual(waited, { status: "cancelled", reason: "not needed", result: null, attempts: 0 });
  assert(failed.status === "cancelled" && failed.reason === "enough" && failed.result?.status === "failed");
  assert.deepEqual(log, ["running at 0", "held at 10"]);
  assert.deepEqual([pool.counters.cancelled, pool.counters.ready, pool.counters.delayed, clock.pending], [3, 0, 0, 0]);
  await assert.rejects(
    pool.submit({ name: "late", ms: 1 }, { signal: controller.signal }),
    (reason) => reason === "not needed",
  );
});

Deno.test("a job whose signal is aborted in the moment in which it is taken in is cancelled", async () => {
  const { clock, pool } = newPool({ minWorkers: 2 }), controller = new AbortController();
  void pool.submit({ name: "first", ms: 10 });
  const submitted = pool.submit({ name: "second", ms: 10 }, { signal: controller.signal });
  controller.abort("at once");
  const outcome = await (await submitted).outcome;
  assert(outcome.status === "cancelled" && outcome.reason === "at once");
  await clock.runAll();
  assert.deepEqual([pool.counters.completed, pool.counters.cancelled], [1, 1]);
});

Deno.test("cancelling a job that has ended changes nothing", async () => {
  const { clock, pool } = newPool(), controller = new AbortController();
  const job = await pool.submit({ name: "quick", ms: 0 }, { signal: controller.signal });
  await clock.runAll();
  job.cancel("late");
  controller.abort("late");
  assert.equal((await job.outcome).status, "completed");
  assert.deepEqual([pool.counters.completed, pool.counters.cancelled], [1, 0]);
});

Deno.test("an agent that throws instead of giving a result is a fault, not tried again, and its worker goes on", async () => {
  const boom = new Error("boom"), outcomes: string[] = [];
  const throwing = {
    name: "throwing",
    validate: () => {},
    run: (input: number): Promise<{ readonly status: "completed" }> => {
      if (input === 1) throw boom;
      return input === 2 ? Promise.reject(boom) : Promise.resolve({ status: "completed" });
    },
  };
  await using pool = new AgentPool(throwing);
  pool.on("job-ended", ({ outcome }) => outcomes.push(outcome.status));
  assert.deepEqual(await pool.run(1), { status: "faulted", error: boom, attempts: 1 });
  assert.deepEqual(await pool.run(2), { status: "faulted", error: boom, attempts: 1 });
  assert.equal((await pool.run(3)).status, "completed");
  assert.deepEqual([outcomes, pool.counters.faulted], [["faulted", "faulted", "completed"], 2]);
});

Deno.test("a pool that is full lets whoever submits wait, or refuses", async () => {
  const { clock, pool } = newPool({ maxJobs: 2 });
  const first = pool.submit({ name: "a", ms: 10 });
  void pool.submit({ name: "b", ms: 10 });
  const third = observed(pool.submit({ name: "c", ms: 10 })),
    timed = observed(pool.submit({ name: "d", ms: 1 }, { timeoutMs: 5 }));
  await clock.advance(5);
  assert.deepEqual([third.state, timed.error instanceof AcquireTimeoutError], ["waiting", true]);
  await clock.advance(5);
  assert.equal(third.value?.id, 3);
  await first;
  const strict = newPool({ maxJobs: 1, whenFull: "reject" });
  await strict.pool.submit({ name: "a", ms: 10 });
  await assert.rejects(strict.pool.submit({ name: "b", ms: 10 }), LimitReachedError);
  await clock.runAll();
});

Deno.test("resize() adds workers that work, and lets those that leave finish", async () => {
  const { clock, log, pool } = newPool({ minWorkers: 1, maxWorkers: 3 }), sizes: unknown[] = [];
  pool.on("resized", ({ from, to }) => sizes.push([from, to]));
  for (const task of jobs(6, 100)) await pool.submit(task);
  await clock.advance(10);
  pool.resize(3);
  await clock.advance(10);
  assert.deepEqual(log, ["job 1 at 0", "job 2 at 10", "job 3 at 10"]);
  pool.resize(1);
  pool.resize(1);
  assert.deepEqual([pool.counters.workers, pool.counters.leaving, pool.counters.running], [1, 2, 3]);
  await clock.advance(90);
  assert.deepEqual([pool.counters.workers, pool.counters.leaving, pool.counters.completed], [1, 0, 3]);
  await clock.runAll();
  assert.deepEqual(log.slice(3), ["job 4 at 100", "job 5 at 200", "job 6 at 300"]);
  assert.deepEqual(sizes, [[1, 3], [3, 1]]);
  for (const wrong of [0, 4, 1.5]) assert.throws(() => pool.resize(wrong), RangeError);
});

Deno.test("a worker that is still finishing is asked to stay before a new one comes: never more than maxWorkers run", async () => {
  const { clock, pool } = newPool({ minWorkers: 1, maxWorkers: 2 }), workers = new Set<number>();
  let most = 0;
  pool.on("job-started", ({ worker }) => {
    workers.add(worker);
    most = Math.max(most, pool.counters.running);
  });
  pool.resize(2);
  for (const task of jobs(6, 100)) await pool.submit(task);
  await clock.advance(10);
  pool.resize(1);
  pool.resize(2);
  await clock.runAll();
  assert.deepEqual([most, [...workers], clock.now()], [2, [1, 2], 300]);
  // An idle worker that was told to leave, and stays, takes jobs too.
  pool.resize(1);
  pool.resize(2);
  for (const task of jobs(2, 100)) void pool.submit(task);
  await clock.runAll();
  assert.deepEqual([most, clock.now()], [2, 400]);
});

Deno.test("a pool that scales by its queue grows with the jobs, and shrinks when they are done", async () => {
  const scaling = { kind: "queue", scaleUpCooldownMs: 10, scaleDownCooldownMs: 500 } as const;
  const { clock, pool } = newPool({ maxWorkers: 5, scaling }), sizes: string[] = [];
  pool.on("resized", ({ from, to }) => sizes.push(`${from} to ${to} at ${clock.now()}`));
  for (const task of jobs(20, 100)) await pool.submit(task);
  await clock.advance(50);
  assert.deepEqual([sizes, pool.counters.running], [["1 to 2 at 0", "2 to 5 at 10"], 5]);
  await clock.runAll();
  assert.equal(pool.counters.completed, 20);
  assert.deepEqual(sizes.slice(2), ["5 to 1 at 510"]);
  assert.equal(pool.counters.workers, 1);
});

Deno.test("a pool that scales by latency grows though nothing happens but the passing of time", async () => {
  const scaling = { kind: "latency", targetMs: 100, scaleUpCooldownMs: 50 } as const;
  const { clock, pool } = newPool({ maxWorkers: 4, scaling });
  for (const task of jobs(4, 10_000)) await pool.submit(task);
  await clock.advance(99);
  assert.equal(pool.counters.workers, 1);
  await clock.advance(1);
  assert.deepEqual([pool.counters.workers, pool.counters.running], [2, 2]);
  await clock.advance(50);
  assert.deepEqual([pool.counters.workers, pool.counters.running], [4, 4]);
  await clock.runAll();
  assert.deepEqual([pool.counters.completed, pool.counters.workers], [4, 1]);
});

Deno.test("rescale() asks the rule again; without one it does nothing", async () => {
  let share = 0.5;
  const { clock, pool } = newPool({ maxWorkers: 4, scaling: { kind: "utilization", read: () => share } });
  for (const task of jobs(3, 100)) await pool.submit(task);
  await clock.advance(1);
  share = 1;
  assert.equal(pool.counters.workers, 1);
  pool.rescale();
  assert.equal(pool.counters.workers, 2);
  await clock.runAll();
  const plain = newPool().pool;
  plain.rescale();
  assert.equal(plain.counters.workers, 1);
});

Deno.test("a factory gives each worker an agent of its own", async () => {
  const clock = new SimulatedClock(), made: number[] = [], used: string[] = [];
  const pool = new AgentPool((worker) => {
    made.push(worker);
    return agent(`agent ${worker}`).input<number>().state("only", ({ input }) => {
      used.push(`${worker} did ${input}`);
    });
  }, { clock, minWorkers: 2 });
  assert.equal(pool.name, "agent pool");
  await Promise.all([pool.run(1), pool.run(2), pool.run(3)]);
  assert.deepEqual([made, used.length], [[1, 2], 3]);
  assert.ok(used.includes("1 did 1") && used.includes("2 did 2"));
});

Deno.test("drain() takes nothing more in and waits for all jobs, those that are tried again too", async () => {
  const { clock, pool } = newPool({ retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 100 } } });
  const job = await pool.submit({ name: "again", ms: 10, failures: 1 });
  const drained = observed(pool.drain()), impatient = observed(pool.drain({ timeoutMs: 50 }));
  await assert.rejects(pool.submit({ name: "late", ms: 1 }), WorkQueueClosedError);
  await clock.advance(50);
  assert.deepEqual([drained.state, impatient.error instanceof AcquireTimeoutError], ["waiting", true]);
  await clock.advance(70);
  assert.deepEqual([drained.state, (await job.outcome).status], ["fulfilled", "completed"]);
  assert.deepEqual([pool.counters.workers, pool.counters.leaving, clock.pending], [0, 0, 0]);
});

Deno.test("disposing of a pool cancels all its jobs, and leaves nothing behind", async () => {
  const { clock, pool } = newPool({ scaling: { kind: "latency", targetMs: 100 }, maxJobs: 2 });
  const controller = new AbortController(), { signal } = controller;
  const running = await pool.submit({ name: "running", ms: 1_000 }, { signal });
  const waiting = await pool.submit({ name: "waiting", ms: 1_000 });
  const outside = observed(pool.submit({ name: "outside", ms: 1_000 }));
  await clock.advance(1);
  await pool[Symbol.asyncDispose]();
  for (const { outcome } of [running, waiting]) {
    const ended = await outcome;
    assert(ended.status === "cancelled" && ended.reason instanceof DisposedError);
  }
  assert(outside.error instanceof WorkQueueClosedError);
  assert.deepEqual([clock.pending, pool.counters.workers, pool.counters.running], [0, 0, 0]);
  assert.throws(() => pool.on("resized", () => {}), DisposedError);
});

Deno.test("listeners are told in order, one that throws is reported, and one can be taken away", async () => {
  const { clock, pool } = newPool(), told: string[] = [], reported: unknown[] = [], boom = new Error("boom");
  const listener = (event: ErrorEvent) => {
    reported.push(event.error);
    event.preventDefault();
  };
  globalThis.addEventListener("error", listener);
  pool.on("job-started", () => {
    throw boom;
  });
  const subscription = pool.on(
    "job-started",
    ({ job, worker, attempt, waitMs }) => told.push(`job ${job} by ${worker}, attempt ${attempt}, waited ${waitMs}`),
  );
  pool.on("job-ended", ({ job, outcome }) => told.push(`job ${job} ${outcome.status}`));
  const outcomes = jobs(2, 10).map((task) => pool.run(task));
  await clock.runAll();
  subscription.unsubscribe();
  outcomes.push(pool.run({ name: "last", ms: 1 }));
  await clock.runAll();
  globalThis.removeEventListener("error", listener);
  assert.deepEqual((await Promise.all(outcomes)).map(({ status }) => status), ["completed", "completed", "completed"]);
  assert.deepEqual(told, [
    "job 1 by 1, attempt 1, waited 0",
    "job 1 completed",
    "job 2 by 1, attempt 1, waited 10",
    "job 2 completed",
    "job 3 completed",
  ]);
  assert.deepEqual(reported, [boom, boom, boom]);
});

Deno.test("AgentPool refuses numbers that make no sense, and agents that cannot run", () => {
  const fine = agent("fine").state("x", () => 1);
  const wrong: AgentPoolOptions[] = [
    { minWorkers: 0 },
    { minWorkers: 3, maxWorkers: 2 },
    { maxWorkers: 1.5 },
    { maxJobs: 0 },
    { maxDeadJobs: 0 },
    { maxWaiting: 0 },
    { runTimeoutMs: 0 },
    { retry: { maxAttempts: 0 } },
    { scaling: { kind: "latency", targetMs: -1 } },
  ];
  for (const options of wrong) assert.throws(() => new AgentPool(fine, options), RangeError, JSON.stringify(options));
  assert.throws(() => new AgentPool(agent("empty")), { name: "DefinitionError" });
  assert.equal(new AgentPool(fine).name, "pool of fine");
});
