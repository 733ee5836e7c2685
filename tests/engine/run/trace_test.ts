import assert from "node:assert/strict";
import { type Agent, agent } from "puffinflow";

/** An agent built in a loop, whose state names the compiler cannot know. */
type Looped = Readonly<Record<string, number>>;

/** Lets every microtask that is due run. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

Deno.test("run() starts state i + 1 of a chain of 20 only after state i has ended", async () => {
  const steps: string[] = [];
  let chain: Agent<number, Looped> = agent("chain").input<number>().state("s0" as string, async ({ input }) => {
    steps.push("start 0");
    await turn();
    steps.push("end 0");
    return input;
  });
  for (let i = 1; i < 20; i++) {
    chain = chain.state(`s${i}`, { after: [`s${i - 1}`] }, async ({ values: [before] }): Promise<number> => {
      steps.push(`start ${i}`);
      await turn();
      steps.push(`end ${i}`);
      return before! + 1;
    });
  }
  const result = await chain.run(7);
  const outputs: Looped = result.unwrap();
  assert.equal(outputs.s19, 26);
  assert.deepEqual(steps, Array.from({ length: 20 }, (_, i) => [`start ${i}`, `end ${i}`]).flat());
});

Deno.test("run() lets B and C of a diamond overlap, after A and before D", async () => {
  const steps: string[] = [];
  const gates = { b: Promise.withResolvers<void>(), c: Promise.withResolvers<void>() };
  const diamond = agent("diamond")
    .state("a", () => void steps.push("a"))
    .state("b", { after: ["a"] }, async () => {
      steps.push("start b");
      await gates.b.promise;
      steps.push("end b");
    })
    .state("c", { after: ["a"] }, async () => {
      steps.push("start c");
      await gates.c.promise;
      steps.push("end c");
    })
    .state("d", { after: ["b", "c"] }, () => void steps.push("d"));
  const running = diamond.run();
  gates.c.resolve();
  await turn();
  assert.deepEqual(steps, ["a", "start b", "start c", "end c"]);
  gates.b.resolve();
  assert.equal((await running).status, "completed");
  assert.deepEqual(steps, ["a", "start b", "start c", "end c", "end b", "d"]);
});

Deno.test("run() follows synchronous states depth first, siblings in declared order, and needs no promise for them", () => {
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  void agent("tree")
    .state("a", note("a"))
    .state("b", { after: ["a"] }, note("b"))
    .state("c", { after: ["a"] }, note("c"))
    .state("b1", { after: ["b"] }, note("b1"))
    .state("d", { after: ["b1", "c"] }, note("d"))
    .run();
  // Nothing was awaited: all of it happened inside run().
  assert.deepEqual(order, ["a", "b", "b1", "c", "d"]);
});

Deno.test("run() of one definition can be in flight any number of times without sharing anything", async () => {
  const square = agent("square").input<number>()
    .state("value", async ({ input }) => {
      await turn();
      return input;
    })
    .state("squared", { after: ["value"] }, ({ from }) => from.value * from.value);
  const results = await Promise.all(Array.from({ length: 100 }, (_, i) => square.run(i)));
  assert.deepEqual(results.map((result) => result.unwrap().squared), Array.from({ length: 100 }, (_, i) => i * i));
});

Deno.test("run() inside a state leaves the outer run as it was", async () => {
  const inner = agent("inner").input<number>()
    .state("a", ({ input }) => input + 1)
    .state("b", { after: ["a"] }, ({ from }) => from.a * 2)
    .state("c", { after: ["a"] }, ({ from }) => from.a * 3)
    .state("d", { after: ["b", "c"] }, ({ values: [b, c] }) => b + c);
  const outer = agent("outer")
    .state("left", async () => (await inner.run(1)).unwrap().d)
    .state("middle", () => 1)
    .state("right", async () => (await inner.run(2)).unwrap().d)
    .state("sum", { after: ["left", "middle", "right"] }, ({ values: [l, m, r] }) => l + m + r);
  assert.equal((await outer.run()).unwrap().sum, 10 + 1 + 15);
});

Deno.test("run() awaits any thenable and takes only its first answer", async () => {
  const twice = {
    then(resolve: (value: number) => void) {
      resolve(1);
      resolve(2);
    },
  };
  const result = await agent("foreign")
    .state("value", () => twice as PromiseLike<number>)
    .state("next", { after: ["value"] }, ({ from }) => from.value + 1)
    .run();
  assert.equal(result.unwrap().next, 2);
});
