import assert from "node:assert/strict";
import { agent, QuorumError } from "puffinflow";
import { fanOut, quorum, SimulatedClock, TeamEndedError } from "puffinflow/team";

const square = agent("square").input<number>().state("squared", ({ input }) => {
  if (input < 0) throw new Error(`${input} is below 0`);
  return input ** 2;
});

Deno.test("fanOut() runs an agent for each item, and answers in their order", async () => {
  const clock = new SimulatedClock();
  const slowest = agent("slowest").input<number>().state(
    "done",
    ({ input }) => new Promise<number>((resolve) => clock.after(100 - input, () => resolve(input))),
  );
  const running = fanOut("all", slowest).run([1, 50, 99], { clock });
  await clock.runAll();
  const result = await running;
  assert.deepEqual(result.unwrap(), [{ done: 1 }, { done: 50 }, { done: 99 }]);
  assert.equal(result.durationMs, 99);
});

Deno.test("fanOut() of a list without items succeeds, unless a quorum is asked for", async () => {
  const empty = await fanOut("all", square).run([]);
  assert.deepEqual([empty.status, empty.members, empty.outputs], ["succeeded", [], []]);
  const missed = await fanOut("some", square, { onFailure: quorum(1) }).run([]);
  assert.equal(missed.status, "failed");
  assert(missed.error instanceof QuorumError);
});

Deno.test("fanOut() keeps a failed item's place in the lists", async () => {
  const { status, members, outputs } = await fanOut("some", square).run([2, -1, 3]);
  assert.equal(status, "partial");
  assert.deepEqual(members.map((report) => report.status), ["completed", "failed", "completed"]);
  assert.deepEqual(outputs, [{ squared: 4 }, undefined, { squared: 9 }]);
});

Deno.test("fanOut() starts nobody when the quorum is larger than the list", async () => {
  const { status, members, error } = await fanOut("many", square, { onFailure: quorum(5) }).run([1, 2]);
  assert.deepEqual([status, members.map((report) => report.status)], ["failed", ["not-started", "not-started"]]);
  assert(error instanceof QuorumError && error.needs === 5);
});

Deno.test("fanOut() runs at most maxConcurrent items at once", async () => {
  const clock = new SimulatedClock();
  let now = 0, most = 0;
  const counted = agent("counted").input<number>().state("done", async () => {
    most = Math.max(most, ++now);
    await new Promise<void>((resolve) => clock.after(10, resolve));
    now--;
  });
  const running = fanOut("few", counted, { maxConcurrent: 2 }).run([1, 2, 3, 4, 5], { clock });
  await clock.runAll();
  const { status, durationMs } = await running;
  assert.deepEqual([status, most, durationMs], ["succeeded", 2, 30]);
});

Deno.test("fanOut() with 'fail-fast' aborts the items in flight and starts no more", async () => {
  const clock = new SimulatedClock(), reasons: unknown[] = [];
  const failing = agent("failing").input<number>().state(
    "done",
    ({ input, signal }) =>
      new Promise<void>((resolve, reject) => {
        if (input === 3) clock.after(5, () => reject(new Error("three")));
        else clock.after(10, resolve);
        signal.addEventListener("abort", () => {
          reasons.push(signal.reason);
          reject(signal.reason);
        });
      }),
  );
  const options = { maxConcurrent: 2, onFailure: "fail-fast" } as const;
  const running = fanOut("few", failing, options).run([1, 2, 3, 4, 5], { clock });
  await clock.runAll();
  const { status, members } = await running;
  assert.equal(status, "failed");
  const expected = ["completed", "completed", "failed", "cancelled", "not-started"];
  assert.deepEqual(members.map((report) => report.status), expected);
  assert.ok(reasons.length === 1 && reasons[0] instanceof TeamEndedError);
});

Deno.test("fanOut() hands items on as they are, not as copies", async () => {
  const item = { call: () => 42 };
  const caller = agent("caller").input<typeof item>().state("answer", ({ input }) => input.call());
  assert.deepEqual((await fanOut("calls", caller).run([item])).unwrap(), [{ answer: 42 }]);
});

Deno.test("fanOut() refuses lists that are too long, and what is no list", async () => {
  const few = fanOut("few", square, { maxItems: 2 });
  assert.equal((await few.run([1, 2])).status, "succeeded");
  await assert.rejects(few.run([1, 2, 3]), { name: "RangeError", message: /at most 2 items: current value is 3/ });
  await assert.rejects(few.run("12" as never), TypeError);
  assert.throws(() => fanOut("none", square, { maxItems: 0 }), RangeError);
  assert.throws(() => fanOut("none", { name: "fake" } as typeof square), TypeError);
});

Deno.test("fanOut() over a thousand items gives a thousand results", async () => {
  const items = Array.from({ length: 1_000 }, (_, item) => item);
  const outputs = (await fanOut("many", square, { maxConcurrent: 16 }).run(items)).unwrap();
  assert.deepEqual(outputs.map(({ squared }) => squared), items.map((item) => item ** 2));
});
