import assert from "node:assert/strict";
import { agent } from "puffinflow";

Deno.test("state() gives a new agent and leaves the old one as it was", async () => {
  const base = agent("base").state("a", () => 1);
  const left = base.state("b", { after: ["a"] }, ({ from }) => from.a + 1);
  const right = base.state("b", { after: ["a"] }, ({ from }) => from.a + 10);
  assert.deepEqual((await base.run()).unwrap(), { a: 1 });
  assert.deepEqual((await left.run()).unwrap(), { a: 1, b: 2 });
  assert.deepEqual((await right.run()).unwrap(), { a: 1, b: 11 });
});

Deno.test("values holds the outputs in the order of after, and from by name", async () => {
  const result = await agent("order")
    .state("x", () => "x")
    .state("y", () => 2)
    .state("xy", { after: ["x", "y"] }, ({ values: [x, y], from }) => `${x}${y}${from.x}${from.y}`)
    .state("yx", { after: ["y", "x"] }, ({ values: [y, x] }) => `${y}${x}`)
    .run();
  assert.deepEqual(result.unwrap(), { x: "x", y: 2, xy: "x2x2", yx: "2x" });
});

Deno.test("the types follow the dependencies", () => {
  const typed = agent("typed").input<{ n: number }>()
    .state("text", ({ input }) => `${input.n}`)
    .state("length", { after: ["text"] }, async ({ from }) => await Promise.resolve(from.text.length));
  // @ts-expect-error `text` is not upstream of the new state.
  typed.state("x", { after: ["length"] }, ({ from }) => from.text);
  // @ts-expect-error there is no state `nope`.
  typed.state("x", { after: ["nope"] }, () => 1);
  // @ts-expect-error `length` exists already.
  typed.state("length", () => 1);
  // @ts-expect-error the input is an object with a number.
  const wrongInput = () => typed.run({ n: "1" });
  const readsOutputs = async () => {
    const result = await typed.run({ n: 1 });
    // @ts-expect-error outputs may be missing before the status is known to be completed.
    result.outputs.length satisfies number;
    if (result.status === "completed") result.outputs.length satisfies number;
  };
  assert.equal(typeof wrongInput, "function");
  assert.equal(typeof readsOutputs, "function");
});

Deno.test("reading a state that is not upstream throws with the way to mend it", async () => {
  const result = await agent("hasty")
    .state("slow", async () => await Promise.resolve(1))
    .state("hasty", ({ from }) => (from as { slow?: number }).slow)
    .run();
  assert(result.status === "failed");
  assert.match(String(result.error), /Cannot read the output of state "slow".*name it in 'after'/s);
});

Deno.test("what cannot work is refused with a sentence that says why", () => {
  const wrong: readonly [() => unknown, RegExp][] = [
    [() => agent(""), /its name must be text/],
    [() => agent("x", { maxConcurrent: 0 }), /'maxConcurrent' must be a whole number of 1 or more: current value is 0/],
    [() => agent("x", { maxConcurrent: 1.5 }), /current value is 1.5/],
    [() => agent("x").state("", () => 1), /its name must be text/],
    [() => agent("x").state("__proto__", () => 1), /not "__proto__"/],
    [() => agent("x").state("a", undefined as never), /must have a function/],
    [() => agent("x").state("a", { timeoutMs: 0 }, () => 1), /'timeoutMs' must be above 0/],
    [() => agent("x").state("a", { timeoutMs: NaN }, () => 1), /current value is NaN/],
    [() => agent("x").state("a", { retry: { maxAttempts: 0 } }, () => 1), /'maxAttempts' must be a whole number/],
    [
      () => agent("x").state("a", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: -1 } } }, () => 1),
      /'delayMs' must be 0 or more/,
    ],
    [() => agent("x").state("a", () => 1).run(undefined, { timeoutMs: -5 }), /Cannot limit the run/],
  ];
  for (const [make, message] of wrong) assert.throws(make, message);
});

Deno.test("an agent without states cannot run", () => {
  assert.throws(() => agent("empty").run(), /must have at least one state/);
});
