import assert from "node:assert/strict";
import fc from "fast-check";
import { type Delivery, SimulatedClock, WorkQueue, WorkQueueClosedError } from "puffinflow/team";
import { type Observed, observed } from "../coordination/observed.ts";
import { type ModelOptions, type Step, steps, type Taken, WorkQueueModel } from "./work_queue_model.ts";

interface Attempted<T> {
  readonly seen: Observed<T>;
  readonly controller: AbortController;
}

/** The real queue, and what came of each call. */
class Subject {
  readonly clock = new SimulatedClock();
  readonly queue: WorkQueue<string>;
  readonly puts: Attempted<number>[] = [];
  readonly takes: Attempted<Delivery<string> | null>[] = [];

  constructor(options: ModelOptions) {
    this.queue = new WorkQueue({ clock: this.clock, ...options });
  }

  /** What came of each `take()`, as the model says it. */
  get taken(): Taken[] {
    return this.takes.map(({ seen: { state, value } }) => {
      if (state !== "fulfilled") return state === "waiting" ? "waiting" : "aborted";
      return value === null ? "none" : { id: value!.id, attempt: value!.attempt };
    });
  }

  /** What came of each `put()`. */
  get put(): string[] {
    return this.puts.map(({ seen: { state, value, error } }) => {
      if (state === "fulfilled") return `in as ${value}`;
      if (state === "waiting") return "outside";
      return error instanceof WorkQueueClosedError ? "refused" : "aborted";
    });
  }
}

function attempt<T>(into: Attempted<T>[], start: (signal: AbortSignal) => Promise<T>): void {
  const controller = new AbortController();
  into.push({ seen: observed(start(controller.signal)), controller });
}

/** Plays a step on both; what a step answers must be the same. */
async function play(step: Step, subject: Subject, model: WorkQueueModel): Promise<void> {
  const { queue, clock, puts, takes } = subject;
  switch (step.kind) {
    case "put": {
      const { priority, delayMs } = step;
      attempt(puts, (signal) => queue.put(`item ${puts.length + 1}`, { priority, delayMs, signal }));
      return model.put(priority, delayMs);
    }
    case "take":
      attempt(takes, (signal) => queue.take({ signal }));
      return model.take();
    case "advance":
      await clock.advance(step.byMs);
      return model.advance(step.byMs);
    case "close":
      queue.close();
      return model.close();
    case "remove":
      return assert.equal(queue.remove(step.pick), model.remove(step.pick));
    case "abort-put":
      if (puts.length === 0) return;
      puts[step.pick % puts.length]!.controller.abort();
      return model.abortPut(step.pick % puts.length);
    default:
      if (takes.length > 0) answer(step, subject, model);
  }
}

function answer(
  step: Extract<Step, { readonly kind: "abort-take" | "ack" | "nack" | "extend" }>,
  { takes }: Subject,
  model: WorkQueueModel,
): void {
  const index = step.pick % takes.length, { seen, controller } = takes[index]!;
  if (step.kind === "abort-take") {
    controller.abort();
    return model.abortTake(index);
  }
  const delivery = seen.value;
  if (delivery === undefined || delivery === null) return;
  if (step.kind === "ack") assert.equal(delivery.ack(), model.answer(index, step));
  else if (step.kind === "nack") {
    const { delayMs } = step;
    assert.equal(delivery.nack({ delayMs }) !== "late", model.answer(index, { kind: "nack", delayMs }));
  } else assert.equal(delivery.extend(step.byMs), model.extend(index, step.byMs));
}

function agree({ queue, taken, put }: Subject, model: WorkQueueModel, maxItems: number): void {
  assert.deepEqual(taken, model.takes);
  const inside = (where: string, id: number) =>
    ["outside", "refused", "aborted"].includes(where) ? where : `in as ${id}`;
  assert.deepEqual(put, model.items.map(({ where, id }) => inside(where, id)));
  const { ready, delayed, taken: held, putting, taking } = queue.counts;
  assert.deepEqual(
    { ready, delayed, held, putting, taking },
    {
      ready: model.count("ready"),
      delayed: model.count("delayed"),
      held: model.count("taken"),
      putting: model.count("outside"),
      taking: model.takes.filter((take) => take === "waiting").length,
    },
  );
  assert.ok(queue.size <= maxItems);
  assert.deepEqual(queue.deadItems.map(({ id }) => id), model.dead);
}

Deno.test("WorkQueue agrees with a plain reference on every step of random scripts, and nothing is lost", async () => {
  const options = fc.record({
    maxItems: fc.integer({ min: 1, max: 4 }),
    maxAttempts: fc.integer({ min: 1, max: 3 }),
    visibilityMs: fc.constantFrom(4, 15),
  });
  await fc.assert(
    fc.asyncProperty(steps, options, async (script, options) => {
      const subject = new Subject(options), model = new WorkQueueModel(options);
      for (const step of script) {
        await play(step, subject, model);
        await subject.clock.advance(0);
        agree(subject, model, options.maxItems);
      }
      // In the end every item that came in is done or dead, whatever its workers did.
      for await (const delivery of drained(subject)) delivery.ack();
      assert.deepEqual([subject.queue.size, subject.clock.pending], [0, 0]);
    }),
    { numRuns: 300 },
  );
});

/** Takes what is left, while time passes. */
async function* drained({ queue, clock, takes }: Subject): AsyncGenerator<Delivery<string>> {
  for (const { controller } of takes) controller.abort();
  queue.close();
  while (queue.size > 0) {
    for (let next = queue.tryTake(); next !== null; next = queue.tryTake()) yield next;
    await clock.advance(10);
  }
}
