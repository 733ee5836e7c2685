import assert from "node:assert/strict";
import { agent, RunFailedError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";

const boom = new Error("boom");

Deno.test("a failing state marks its dependants and leaves its siblings running", async () => {
  const result = await agent("partial")
    .state("bad", () => {
      throw boom;
    })
    .state("good", async () => await Promise.resolve("ok"))
    .state("child", { after: ["bad"] }, () => 1)
    .state("grandchild", { after: ["child", "good"] }, () => 2)
    .state("niece", { after: ["good"] }, ({ from }) => from.good.length)
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.equal(result.failedState, "bad");
  assert.deepEqual(result.states, {
    bad: { kind: "failed", error: boom, attempts: 1 },
    good: { kind: "completed", output: "ok" },
    child: { kind: "upstream-failed", failedState: "bad" },
    grandchild: { kind: "upstream-failed", failedState: "bad" },
    niece: { kind: "completed", output: 2 },
  });
  assert.throws(
    () => result.unwrap(),
    (error) => error instanceof RunFailedError && error.cause === boom && error.failedState === "bad",
  );
});

Deno.test("onFailure fail-fast ends the run at once and aborts what is in flight", async () => {
  let aborted = false;
  const result = await agent("strict", { onFailure: "fail-fast" })
    .state("waits", ({ signal }) =>
      new Promise<void>(() => {
        signal.addEventListener("abort", () => aborted = signal.reason === boom);
      }))
    .state("bad", async () => {
      await Promise.resolve();
      throw boom;
    })
    .state("later", { after: ["bad"] }, () => 1)
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.equal(aborted, true);
  assert.deepEqual(result.states.waits, { kind: "cancelled" });
  assert.deepEqual(result.states.later, { kind: "cancelled" });
});

Deno.test("two siblings that reject leave no unhandled rejection", async () => {
  const result = await agent("both")
    .state("a", () => Promise.reject(boom))
    .state("b", () => Promise.reject(boom))
    .run();
  assert.equal(result.status, "failed");
  assert.equal(result.states.b.kind, "failed");
});

Deno.test("a state may throw anything and return anything", async () => {
  const result = await agent("odd")
    .state("undefined", () => undefined)
    .state("null", { after: ["undefined"] }, () => null)
    .state("throws", () => Promise.reject(undefined))
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, undefined);
  assert.deepEqual(result.states.undefined, { kind: "completed", output: undefined });
  assert.deepEqual(result.states.null, { kind: "completed", output: null });
  assert.equal(result.states.throws.kind, "failed");
});

Deno.test("retry counts attempts per state and stops at maxAttempts", async () => {
  const seen: number[] = [];
  const result = await agent("flaky")
    .state("third time", { retry: { maxAttempts: 3 } }, ({ attempt }) => {
      seen.push(attempt);
      if (attempt < 3) throw boom;
      return attempt;
    })
    .state("never", { retry: { maxAttempts: 4 } }, async () => {
      await Promise.resolve();
      throw boom;
    })
    .run();
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(result.states["third time"], { kind: "completed", output: 3 });
  assert.deepEqual(result.states.never, { kind: "failed", error: boom, attempts: 4 });
});

Deno.test("retryOn decides which errors are tried again, and its own error counts as the state's", async () => {
  const oops = new Error("filter");
  const result = await agent("picky")
    .state("fatal", { retry: { maxAttempts: 5, retryOn: (error) => error !== boom } }, () => {
      throw boom;
    })
    .state("broken", {
      retry: {
        maxAttempts: 5,
        retryOn: () => {
          throw oops;
        },
      },
    }, () => {
      throw boom;
    })
    .run();
  assert.deepEqual(result.states.fatal, { kind: "failed", error: boom, attempts: 1 });
  assert.deepEqual(result.states.broken, { kind: "failed", error: oops, attempts: 1 });
});

Deno.test("one state's backoff delays nobody else, and a seed repeats it", async () => {
  const times = async (seed: number) => {
    const clock = new SimulatedClock(), at: number[] = [];
    let otherAt = -1;
    const running = agent("backoff")
      .state("flaky", {
        retry: { maxAttempts: 4, backoff: { kind: "exponential", baseDelayMs: 100, jitter: "equal" } },
      }, () => {
        at.push(clock.now());
        throw boom;
      })
      .state("other", () => void (otherAt = clock.now()))
      .run(undefined, { clock, random: randomFromSeed(seed) });
    await clock.runAll();
    assert.equal((await running).status, "failed");
    assert.equal(otherAt, 0);
    return at;
  };
  const first = await times(1);
  assert.equal(first.length, 4);
  const waits = first.slice(1).map((at, i) => at - first[i]!);
  for (const [i, waitMs] of waits.entries()) assert.ok(waitMs >= 50 * 2 ** i && waitMs <= 100 * 2 ** i, `${waitMs}`);
  assert.deepEqual(await times(1), first);
  assert.notDeepEqual(await times(2), first);
});
