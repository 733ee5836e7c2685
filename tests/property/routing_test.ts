import assert from "node:assert/strict";
import fc from "fast-check";
import { Command, concat, MaxStepsError, type RunResult, type StateContext } from "puffinflow";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../src/time/simulated_clock.ts";
import { type LoopedAgent, loopedAgent } from "./dag_run.ts";

/** Per state and visit, where that visit goes to; visits beyond these go nowhere. */
type Routes = readonly (readonly (readonly number[])[])[];

interface Timing {
  readonly seed: number;
  readonly maxConcurrent: number;
  /** Whether states fail now and then, and are tried again. */
  readonly isFlaky: boolean;
}

const routes: fc.Arbitrary<Routes> = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const targets = fc.array(fc.nat(size - 1), { minLength: 1, maxLength: 3 });
  return fc.array(fc.array(targets, { minLength: 1, maxLength: 3 }), { minLength: size, maxLength: size });
});

const timing: fc.Arbitrary<Timing> = fc.record({
  seed: fc.noBias(fc.nat()),
  maxConcurrent: fc.constantFrom(1, 2, Infinity),
  isFlaky: fc.boolean(),
});

/** The oracle: how often each state is visited, and how many steps that takes. Follows the routes in any order. */
function visitsBy(routes: Routes): { readonly visits: readonly number[]; readonly steps: number } {
  const visits = routes.map(() => 0), due = [0];
  let steps = 0;
  for (let state = due.pop(); state !== undefined; state = due.pop()) {
    const targets = routes[state]![visits[state]!++] ?? [];
    steps += targets.length;
    due.push(...targets);
  }
  return { visits, steps };
}

interface Visit {
  readonly state: number;
  readonly visit: number;
  /** Visits of the same state that it knew of by a channel. */
  readonly known: number;
}

type Values = { readonly trail: readonly number[] };
type Body = StateContext<void, unknown, readonly unknown[], Values>;

async function runOf(routes: Routes, { seed, maxConcurrent, isFlaky }: Timing, maxSteps: number) {
  const clock = new SimulatedClock(), random = randomFromSeed(seed), log: Visit[] = [];
  const going = routes.map(() => false);
  let built = loopedAgent<void>({ maxConcurrent, maxSteps }).channel("trail", concat<number>()) as never as LoopedAgent<
    void
  >;
  for (const [state, ways] of routes.entries()) {
    const options = { entry: state === 0, retry: { maxAttempts: 2 } };
    built = built.state(
      `s${state}`,
      options,
      (async ({ visit, attempt, channels: { trail } }: Body) => {
        assert.equal(going[state], false, "visits of one state overlap");
        going[state] = true;
        if (random.below(2) === 0) await new Promise<void>((resolve) => clock.after(random.float(), resolve));
        going[state] = false;
        if (isFlaky && attempt === 1 && random.below(2) === 0) throw new Error("flaky");
        log.push({ state, visit, known: trail.filter((before) => before === state).length });
        return Command({ update: { trail: [state] }, goto: (ways[visit - 1] ?? []).map((target) => `s${target}`) });
      }) as never,
    );
  }
  const running = built.run(undefined, { clock });
  await clock.runAll();
  return { result: await running as RunResult<Readonly<Record<string, void>>, Values>, log };
}

Deno.test("every goto leads to one visit, and the visits of a state follow one another", async () => {
  await fc.assert(
    fc.asyncProperty(routes, timing, async (ways, when) => {
      const { visits, steps } = visitsBy(ways), { result, log } = await runOf(ways, when, Math.max(steps, 1));
      assert.equal(result.status, "completed");
      const numbers = ways.map((_, state) => log.filter((entry) => entry.state === state).map(({ visit }) => visit));
      assert.deepEqual(numbers, visits.map((count) => Array.from({ length: count }, (_, i) => i + 1)));
      for (const { visit, known } of log) assert.equal(known, visit - 1);
      const trail = visits.flatMap((count, state) => Array<number>(count).fill(state));
      assert.deepEqual(result.channels.trail.toSorted((a, b) => a - b), trail);
    }),
    { numRuns: 500 },
  );
});

Deno.test("a run that is routed one step too often ends with a MaxStepsError", async () => {
  await fc.assert(
    fc.asyncProperty(routes, timing, async (ways, when) => {
      const { steps } = visitsBy(ways);
      if (steps < 2) return;
      const { result } = await runOf(ways, when, steps - 1);
      assert.throws(() => result.unwrap(), ({ cause }: Error) => cause instanceof MaxStepsError);
    }),
    { numRuns: 100 },
  );
});
