import assert from "node:assert/strict";
import {
  Agent,
  agent,
  type ContextOf,
  NestingError,
  RunFailedError,
  runInside,
  state,
  type StateContext,
} from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

const square = agent("square").input<number>().state("squared", async ({ input }) => await Promise.resolve(input ** 2));

Deno.test("runInside() runs an agent as often as the state's code says so", async () => {
  class Sum extends Agent<readonly number[]> {
    @state()
    async squares(context: ContextOf<Sum>) {
      let total = 0;
      for (const n of context.input) total += (await runInside(context, square, n)).unwrap().squared;
      return total;
    }
  }
  assert.equal((await new Sum().run([1, 2, 3])).unwrap().squares, 14);
});

Deno.test("runInside() tells the outer run's listeners, with the state as path", async () => {
  const outer = agent("outer").state(
    "inner",
    async (context) => (await runInside(context, square, 3)).unwrap().squared,
  );
  const run = outer.start(undefined), told: string[] = [];
  for await (const event of run.events()) told.push(`${event.path.join("/")}:${event.agent}:${event.type}`);
  assert.deepEqual(told.filter((line) => line.startsWith("inner:")), [
    "inner:square:run-started",
    "inner:square:state-started",
    "inner:square:state-completed",
    "inner:square:run-ended",
  ]);
});

Deno.test("runInside() hands on the outer run's clock", async () => {
  const clock = new SimulatedClock();
  const retried = agent("retried").state(
    "third",
    { retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 1_000 } } },
    ({ attempt }) => {
      if (attempt < 3) throw new Error("not yet");
      return attempt;
    },
  );
  const outer = agent("outer").state(
    "inner",
    async (context) => (await runInside(context, retried, undefined)).unwrap(),
  );
  const running = outer.run(undefined, { clock });
  await clock.runAll();
  assert.deepEqual((await running).unwrap().inner, { third: 3 });
  assert.equal(clock.now(), 2_000);
});

Deno.test("runInside() gives the inner run's failure as a value, and unwrap() makes it the state's", async () => {
  const boom = new Error("boom");
  const broken = agent("broken").state("only", (): number => {
    throw boom;
  });
  const result = await agent("outer")
    .state("value", async (context) => (await runInside(context, broken, undefined)).status)
    .state("thrown", async (context) => (await runInside(context, broken, undefined)).unwrap().only)
    .run();
  assert.deepEqual(result.states.value, { kind: "completed", output: "failed" });
  assert(result.status === "failed" && result.error instanceof RunFailedError);
  assert.deepEqual([result.failedState, result.error.cause], ["thrown", boom]);
});

Deno.test("runInside() ends the inner run with the outer one", async () => {
  let reason: unknown;
  const hang = agent("hang").state(
    "wait",
    ({ signal }) =>
      new Promise<void>((resolve) =>
        signal.addEventListener("abort", () => {
          reason = signal.reason;
          resolve();
        })
      ),
  );
  const run = agent("outer").state("inner", (context) => runInside(context, hang, undefined)).start(undefined);
  for await (const event of run.events()) if (event.agent === "hang") run.cancel("enough");
  assert.equal((await run.result).status, "cancelled");
  assert.equal(reason, "enough");
});

Deno.test("runInside() counts in the nesting", async () => {
  class Russian extends Agent.over(agent("doll", { maxDepth: 3 }).input<number>()) {
    @state()
    async open(context: ContextOf<Russian>): Promise<number> {
      return (await runInside(context, new Russian().definition, context.input + 1)).unwrap().open;
    }
  }
  const result = await new Russian().run(1);
  let error = result.status === "failed" ? result.error : undefined;
  while (error instanceof RunFailedError) error = error.cause;
  assert.ok(error instanceof NestingError);
  assert.equal(error.maxDepth, 3);
});

Deno.test("runInside() refuses what is neither a context nor an agent", async () => {
  const outer = agent("outer")
    .state("copied", (context) => runInside({ ...context } as StateContext<void, unknown>, square, 1))
    .state("noAgent", (context) => runInside(context, new (class Other {})() as typeof square, 1));
  const { states } = await outer.run();
  assert(states.copied.kind === "failed" && states.noAgent.kind === "failed");
  assert.match(String(states.copied.error), /the context must be the one that the state was given/);
  assert.match(String(states.noAgent.error), /Cannot run what is no agent inside a state/);
});
