import assert from "node:assert/strict";
import fc from "fast-check";
import { type Agent, agent } from "puffinflow";
import { distributed } from "puffinflow/distributed";
import { RedisServer } from "./redis_server.ts";

/** A state of a random graph: what it waits for, and how often it fails before it succeeds. */
interface StatePlan {
  readonly after: readonly number[];
  readonly failures: number;
  readonly maxAttempts: number;
}

/** Each state waits for some of those before it. */
const graphs: fc.Arbitrary<readonly StatePlan[]> = fc.array(
  fc.record({
    picks: fc.array(fc.nat(99), { maxLength: 3 }),
    failures: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(3)),
    maxAttempts: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 30 },
).map((states) =>
  states.map(({ picks, ...state }, index) => ({
    ...state,
    after: index === 0 ? [] : [...new Set(picks.map((pick) => pick % index))],
  }))
);

type Looped = Agent<void, Readonly<Record<string, number>>>;

let agents = 0;

/** Builds the agent of a graph; `ended` hears of each body's end. */
function agentOf(states: readonly StatePlan[], ended: (state: number) => void): Looped {
  let built = agent(`random-${agents++}`, { onFailure: "isolate" }) as never as Looped;
  for (const [index, { after, failures, maxAttempts }] of states.entries()) {
    const names = after.map((state) => `s${state}`);
    const options = { after: names, retry: { maxAttempts, backoff: { kind: "fixed", delayMs: 0 } } };
    built = built.state(
      `s${index}`,
      options as never,
      ((context: { attempt: number; from: Record<string, number> }) => {
        if (context.attempt <= failures) throw new Error(`attempt ${context.attempt}`);
        ended(index);
        return index + names.reduce((sum, name) => sum + context.from[name]!, 0);
      }) as never,
    ) as never;
  }
  return built;
}

/** What two runs of a graph must have in common. */
function factsOf(result: { readonly status: string; readonly states: Readonly<Record<string, object>> }): unknown {
  const states = Object.entries(result.states).map(([name, outcome]) => {
    // Of two failures that a state depends on, the earlier is named: which that is, is no property of the graph.
    const { error, failedState: _failedState, ...facts } = outcome as {
      readonly error?: Error;
      readonly failedState?: string;
    };
    return [name, facts, error?.message];
  });
  return { status: result.status, states };
}

function assertInOrder(states: readonly StatePlan[], order: readonly number[]): void {
  for (const [place, state] of order.entries()) {
    for (const before of states[state]!.after) assert.ok(order.indexOf(before) < place, `${before} before ${state}`);
  }
}

Deno.test("an agent gives the same results, order and attempts on many machines as in one process", async () => {
  await using server = await RedisServer.start("always");
  await using fleet = await distributed({ connection: server.url });
  await fc.assert(
    fc.asyncProperty(graphs, async (states) => {
      const order: number[] = [], built = agentOf(states, (state) => order.push(state));
      const here = factsOf(await built.run());
      assertInOrder(states, order.splice(0));
      await using _worker = fleet.worker([built]);
      const there = factsOf(await (await fleet.run(built, undefined)).result());
      assertInOrder(states, order);
      assert.deepEqual(there, here);
    }),
    { numRuns: 40 },
  );
});
