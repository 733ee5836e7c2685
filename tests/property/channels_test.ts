import assert from "node:assert/strict";
import fc from "fast-check";
import { Command, concat, ConflictError, last, merge, type RunResult, sum } from "puffinflow";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../src/time/simulated_clock.ts";
import { type LoopedAgent, loopedAgent } from "./dag_run.ts";

/** A state: what it waits for, all of it declared before, and whether it writes the channel without reducer too. */
interface Writer {
  readonly after: readonly number[];
  readonly writesPlain: boolean;
}

type Graph = readonly Writer[];
type Values = Readonly<Record<string, unknown>>;

const graphOf = (plainShare: number): fc.Arbitrary<Graph> =>
  fc.record({ size: fc.integer({ min: 1, max: 60 }), seed: fc.noBias(fc.nat()), reach: fc.constantFrom(1, 3, 60) })
    .map(({ size, seed, reach }) =>
      Array.from({ length: size }, (_, index): Writer => {
        const random = randomFromSeed((seed + index) % 2 ** 32), after = new Set<number>();
        const count = index === 0 ? 0 : random.below(4);
        for (let i = 0; i < count; i++) after.add(index - 1 - random.below(Math.min(reach, index)));
        return { after: [...after], writesPlain: random.float() < plainShare };
      })
    );

/** The oracle: the states that each one comes after, itself left out. */
function ancestorsOf(graph: Graph): ReadonlySet<number>[] {
  const ancestors: Set<number>[] = [];
  for (const { after } of graph) ancestors.push(new Set(after.flatMap((state) => [state, ...ancestors[state]!])));
  return ancestors;
}

/** The oracle: what the writes of some states amount to, causes first, then in declared order. */
function mergedBy(graph: Graph, writers: Iterable<number>): Values {
  const depths: number[] = [];
  for (const { after } of graph) depths.push(Math.max(0, ...after.map((state) => depths[state]! + 1)));
  const order = [...writers].sort((a, b) => depths[a]! - depths[b]! || a - b);
  const plain = order.filter((state) => graph[state]!.writesPlain);
  return {
    list: order,
    total: order.reduce((total, state) => total + state, 0),
    newest: order.at(-1) ?? -1,
    by: Object.fromEntries(order.map((state) => [`key ${state % 5}`, state])),
    plain: plain.at(-1) ?? -1,
  };
}

/** The oracle: whether two of some states wrote the plain channel without knowing of one another. */
function conflicts(graph: Graph, ancestors: readonly ReadonlySet<number>[], states: readonly number[]): boolean {
  const { plain: newest } = mergedBy(graph, states);
  return states.some((state) =>
    graph[state]!.writesPlain && state !== newest && !ancestors[newest as number]!.has(state)
  );
}

interface Timing {
  readonly seed: number;
  readonly maxConcurrent: number;
}

const timing: fc.Arbitrary<Timing> = fc.record({
  seed: fc.noBias(fc.nat()),
  maxConcurrent: fc.constantFrom(1, 2, Infinity),
});

/** Runs a graph in which each state writes all that it may, and notes what each state saw. */
async function runOf(graph: Graph, { seed, maxConcurrent }: Timing) {
  const clock = new SimulatedClock(), random = randomFromSeed(seed), saw: Values[] = [];
  const withChannels = loopedAgent<void>({ maxConcurrent })
    .channel("list", concat<number>()).channel("total", sum()).channel("newest", last(-1))
    .channel("by", merge<Record<string, number>>({})).channel("plain", { initial: -1 });
  let built: LoopedAgent<void> = withChannels as never;
  for (const [index, { after, writesPlain }] of graph.entries()) {
    built = built.state(`s${index}`, { after: after.map((state) => `s${state}`) }, ({ channels }): void => {
      saw[index] = channels as Values;
      const by = { [`key ${index % 5}`]: index };
      const update = { list: [index], total: index, newest: index, by, ...(writesPlain && { plain: index }) };
      const written = Command({ update }), delayMs = random.below(3) * random.float();
      // The compiler knows no names of an agent built in a loop, nor what its states write.
      return (delayMs === 0
        ? written
        : new Promise((resolve) => clock.after(delayMs, () => resolve(written)))) as never;
    });
  }
  const running = built.run(undefined, { clock });
  await clock.runAll();
  return { result: await running as RunResult<Readonly<Record<string, void>>, Values>, saw };
}

Deno.test("channels hold the writes of all that comes before, in an order that no timing changes", async () => {
  await fc.assert(
    fc.asyncProperty(graphOf(0), timing, async (graph, when) => {
      const ancestors = ancestorsOf(graph), { result, saw } = await runOf(graph, when);
      assert.equal(result.status, "completed");
      assert.deepEqual(saw, ancestors.map((states) => mergedBy(graph, states)));
      assert.deepEqual(result.channels, mergedBy(graph, graph.keys()));
    }),
    { numRuns: 300 },
  );
});

Deno.test("a channel without reducer takes one writer at a time, and a second one at its side is a conflict", async () => {
  await fc.assert(
    fc.asyncProperty(graphOf(0.15), timing, async (graph, when) => {
      const ancestors = ancestorsOf(graph), { result, saw } = await runOf(graph, when), outcomes: string[] = [];
      for (const [index, { after }] of graph.entries()) {
        if (after.some((state) => outcomes[state] !== "completed")) outcomes.push("upstream-failed");
        else outcomes.push(conflicts(graph, ancestors, [...ancestors[index]!]) ? "failed" : "completed");
      }
      assert.deepEqual(graph.map((_, index) => result.states[`s${index}`]!.kind), outcomes);
      for (const [index, values] of saw.entries()) {
        if (outcomes[index] === "completed") assert.deepEqual(values, mergedBy(graph, ancestors[index]!));
        else assert.equal(values, undefined);
      }
      const isWhole = outcomes.every((outcome) => outcome === "completed") &&
        !conflicts(graph, ancestors, [...graph.keys()]);
      assert.equal(result.status, isWhole ? "completed" : "failed");
      if (isWhole) assert.deepEqual(result.channels, mergedBy(graph, graph.keys()));
      else assert.throws(() => result.unwrap(), ({ cause }: Error) => cause instanceof ConflictError);
    }),
    { numRuns: 300 },
  );
});
