import assert from "node:assert/strict";
import { agent, OutputNotReadyError, SendAll } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

Deno.test("once() does a deed once per run, however often a state is tried, and gives all the same result", async () => {
  let deeds = 0;
  const charged = agent("charged")
    .state("charge", { retry: { maxAttempts: 3 } }, async ({ once, attempt }) => {
      const receipt = await once("charge", () => `receipt ${++deeds}`);
      if (attempt < 3) throw new Error("after the deed");
      return receipt;
    })
    .state("again", { after: ["charge"] }, ({ once }) => once("charge", () => "never"))
    .state("other", { after: ["charge"] }, ({ once }) => once("other key", async () => await Promise.resolve("own")));
  assert.deepEqual((await charged.run()).unwrap(), { charge: "receipt 1", again: "receipt 1", other: "own" });
  assert.deepEqual((await charged.run()).unwrap(), { charge: "receipt 2", again: "receipt 2", other: "own" });
  assert.equal(deeds, 2);
});

Deno.test("once() forgets a deed that failed, and shares one that is being done", async () => {
  let deeds = 0;
  const result = await agent("shared")
    .state("flaky", { retry: { maxAttempts: 2 } }, ({ once }) =>
      once("flaky", () => {
        if (++deeds === 1) throw new Error("not yet");
        return deeds;
      }))
    .state("left", ({ once }) => once("slow", () => new Promise<object>((resolve) => setTimeout(resolve, 1, {}))))
    .state("right", ({ once }) => once("slow", () => ({})))
    .run();
  const { flaky, left, right } = result.unwrap();
  assert.equal(flaky, 2);
  assert.equal(left, right);
});

Deno.test("the context's functions work when they are taken off it", async () => {
  const run = agent("taken")
    .state("a", async ({ emit, token, once, pause }) => {
      emit({ n: 1 });
      token("to");
      await once("x", () => 1);
      pause();
    })
    .state("b", { after: ["a"] }, () => 2)
    .start(undefined);
  const told: unknown[] = [];
  for await (const event of run.events()) {
    if (event.type === "custom") told.push(event.data);
    if (event.type === "token") told.push(event.text);
    if (event.type === "run-paused") run.resume();
  }
  assert.deepEqual(told, [{ n: 1 }, "to"]);
  assert.equal((await run.result).unwrap().b, 2);
});

Deno.test("emit() and token() are no trouble when nobody listens", async () => {
  const result = await agent("quiet").state("a", ({ emit, token }) => {
    emit(1);
    token("x");
    return "said";
  }).run();
  assert.equal(result.unwrap().a, "said");
});

Deno.test("the context tells a state its name, its attempt, its visit and the run's input", async () => {
  const result = await agent("facts").input<string>()
    .map("m", ({ state, index, payload, input }) => [state, index, payload, input])
    .state("a", ({ state, attempt, visit, input, channels }) => [state, attempt, visit, input, channels])
    .state("send", () => SendAll("m", ["x", "y"]))
    .run("in");
  assert.deepEqual(result.outputs.a, ["a", 1, 1, "in", {}]);
  assert.deepEqual(result.outputs.m, [["m", 0, "x", "in"], ["m", 1, "y", "in"]]);
});

Deno.test("from refuses to read what the state does not wait for, and names it", async () => {
  const result = await agent("hasty").state("a", ({ from }) => (from as { readonly b: number }).b)
    .state("b", () => 1).run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof OutputNotReadyError);
  assert.deepEqual([result.error.agent, result.error.state, result.error.code], ["hasty", "b", "output-not-ready"]);
});

Deno.test("signal is aborted for whoever asks for it only after the run has ended", async () => {
  const clock = new SimulatedClock(), late: unknown[] = [];
  const body = async (context: { readonly signal: AbortSignal }) => {
    await new Promise<void>((resolve) => clock.after(10, resolve));
    late.push(context.signal.reason);
  };
  const run = agent("late").state("plain", body).state("limited", { timeoutMs: 100 }, body).start(undefined, { clock });
  await clock.advance(5);
  run.cancel("over");
  await clock.advance(5);
  assert.deepEqual(late, ["over", "over"]);
});

Deno.test("signal of a state with a limit is aborted when the state itself has ended the run", async () => {
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const result = await agent("own end")
    .state("a", { timeoutMs: 1_000 }, ({ signal }) => {
      seen = signal;
      controller.abort("mine");
      return new Promise<never>(() => {});
    })
    .run(undefined, { signal: controller.signal, clock: new SimulatedClock() });
  assert.equal(result.status, "cancelled");
  assert.equal(seen!.reason, "mine");
});

Deno.test("signal of a run that completes is never aborted", async () => {
  let seen: AbortSignal | undefined;
  await agent("well").state("a", ({ signal }) => void (seen = signal)).run();
  assert.equal(seen!.aborted, false);
});

Deno.test("a state that ends its own run leaves it ended, whatever it does then", async () => {
  const endings: readonly ((controller: AbortController) => unknown)[] = [
    (controller) => {
      controller.abort("mine");
      throw new Error("too late");
    },
    (controller) => {
      controller.abort("mine");
      return "too late";
    },
    async (controller) => {
      controller.abort("mine");
      await Promise.resolve();
      throw new Error("too late");
    },
  ];
  for (const body of endings) {
    const controller = new AbortController(), order: string[] = [];
    const result = await agent("own end")
      .state("a", { retry: { maxAttempts: 3 } }, () => {
        order.push("a");
        return body(controller);
      })
      .state("b", { after: ["a"] }, () => void order.push("b"))
      .run(undefined, { signal: controller.signal });
    assert(result.status === "cancelled");
    assert.equal(result.error, "mine");
    assert.deepEqual(result.states.a, { kind: "cancelled" });
    assert.deepEqual(order, ["a"]);
  }
});

Deno.test("a condition that ends the run leaves it ended, whatever it says", async () => {
  for (const isWanted of [true, false]) {
    const controller = new AbortController();
    let isStarted = false;
    const result = await agent("own end")
      .state("a", {
        when: () => {
          controller.abort("mine");
          return isWanted;
        },
      }, () => void (isStarted = true))
      .state("b", { after: ["a"] }, () => 2)
      .run(undefined, { signal: controller.signal });
    assert.equal(isStarted, false);
    assert.equal(result.status, "cancelled");
    assert.deepEqual(result.states.a, { kind: "cancelled" });
  }
});
