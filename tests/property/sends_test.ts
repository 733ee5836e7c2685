import assert from "node:assert/strict";
import fc from "fast-check";
import { agent, Command, concat, type MappedContext, Send, SendAll, type StateOutcome } from "puffinflow";
import { SimulatedClock } from "../../src/time/simulated_clock.ts";

/** A task to send: where to, how often its attempts fail, how long each takes. */
interface Task {
  readonly to: 0 | 1 | 2;
  readonly failures: number;
  /** In milliseconds; 0 is over before the function returns. */
  readonly durationMs: number;
  /** Whether it is sent alone or with those after it that go to the same state. */
  readonly alone: boolean;
}

const MAX_ATTEMPTS = 3;

const tasks: fc.Arbitrary<readonly Task[]> = fc.array(
  fc.record<Task>({
    to: fc.constantFrom(0, 1, 2),
    failures: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 2 }) }, {
      weight: 1,
      arbitrary: fc.constant(MAX_ATTEMPTS),
    }),
    durationMs: fc.integer({ min: 0, max: 5 }),
    alone: fc.boolean(),
  }),
  { maxLength: 60, size: "max" },
);

/** The same tasks as a list of directions: one `Send` for each that is alone, a `SendAll` for each run of others. */
function directions(sent: readonly Task[]) {
  const list = [];
  for (let i = 0; i < sent.length;) {
    const { to, alone } = sent[i]!;
    let end = i + 1;
    while (!alone && end < sent.length && !sent[end]!.alone && sent[end]!.to === to) end++;
    list.push(alone ? Send(`m${to}` as const, i) : SendAll(`m${to}` as const, sent.slice(i, end).map((_, j) => i + j)));
    i = end;
  }
  return list;
}

async function runOf(sent: readonly Task[], maxConcurrent: number) {
  const clock = new SimulatedClock(), starts: string[] = [];
  let running = 0, peak = 0;
  async function work({ payload, attempt, index }: MappedContext<unknown, number>) {
    const { failures, durationMs } = sent[payload]!;
    starts.push(`${payload}: ${index}, attempt ${attempt}`);
    peak = Math.max(peak, ++running);
    if (durationMs > 0) await new Promise<void>((resolve) => clock.after(durationMs, resolve));
    running--;
    if (attempt <= failures) throw new Error(`task ${payload}`);
    return Command({ update: { done: [payload] }, output: payload * 10 });
  }
  const retry = { maxAttempts: MAX_ATTEMPTS };
  const run = agent("sends", { maxConcurrent })
    .channel("done", concat<number>())
    .map("m0", work, { retry }).map("m1", work, { retry }).map("m2", work, { retry })
    .state("send", () => directions(sent))
    .state("after 0", { after: ["m0"] }, ({ from, channels }) => ({ from: from.m0, done: channels.done }))
    .run(undefined, { clock });
  await clock.runAll();
  return { result: await run, starts, peak };
}

/** What the mapped state of a group comes to: all outputs, or the failure of the first in the order of sending. */
function outcomeOf(group: readonly (readonly [number, Task])[]): string {
  const failed = group.find(([, { failures }]) => failures >= MAX_ATTEMPTS);
  if (group.length === 0) return "not-reached";
  return failed === undefined ? `completed ${group.map(([payload]) => payload * 10)}` : `failed task ${failed[0]}`;
}

function outcomesOf(states: Readonly<Record<"m0" | "m1" | "m2", StateOutcome>>): string[] {
  return [states.m0, states.m1, states.m2].map((outcome) => {
    if (outcome.kind === "failed") return `failed ${(outcome.error as Error).message}`;
    return outcome.kind === "completed" ? `completed ${outcome.output}` : outcome.kind;
  });
}

Deno.test("sent tasks run once per attempt, never too many at once, and answer in the order of sending", async () => {
  await fc.assert(
    fc.asyncProperty(tasks, fc.constantFrom(1, 2, 5, Infinity), async (sent, maxConcurrent) => {
      const { result, starts, peak } = await runOf(sent, maxConcurrent);
      const groups = [0, 1, 2].map((to) => [...sent.entries()].filter(([, task]) => task.to === to));
      assert.deepEqual(outcomesOf(result.states), groups.map(outcomeOf));
      assert.equal(result.status, sent.some(({ failures }) => failures >= MAX_ATTEMPTS) ? "failed" : "completed");
      assert.ok(peak <= maxConcurrent, `${peak} at once`);
      const due = groups.flatMap((group) =>
        group.flatMap(([payload, { failures }], index) =>
          Array.from(
            { length: Math.min(failures + 1, MAX_ATTEMPTS) },
            (_, i) => `${payload}: ${index}, attempt ${i + 1}`,
          )
        )
      );
      assert.deepEqual(starts.toSorted(), due.toSorted());
      const done = groups.map((group) => group.filter(([, { failures }]) => failures < MAX_ATTEMPTS).map(([i]) => i));
      assert.deepEqual(result.channels.done, done.flat());
      if (result.states["after 0"].kind === "completed") {
        assert.deepEqual(result.output("after 0"), { from: done[0]!.map((payload) => payload * 10), done: done[0] });
      }
    }),
    { numRuns: 300 },
  );
});
