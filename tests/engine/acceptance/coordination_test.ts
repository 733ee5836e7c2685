import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { type Acquirable, gcra, LeaseLock, Mutex, RateLimiter, Semaphore } from "puffinflow/coordination";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** What the original's coordinator gave a state, each with room for one. */
const things: Readonly<Record<string, (clock: SimulatedClock) => Acquirable>> = {
  mutex: (clock) => new Mutex({ clock }),
  semaphore: (clock) => new Semaphore(1, { clock }),
  lease: (clock) => new LeaseLock({ ttlMs: 1_000, clock }),
};

for (const [kind, make] of Object.entries(things)) {
  Deno.test(`row 23: a state gives back its ${kind} however it ends, and its next run has it`, async () => {
    const clock = new SimulatedClock(), thing = make(clock);
    const fates: Readonly<Record<string, (signal: AbortSignal) => unknown>> = {
      completed: () => 1,
      failed: () => Promise.reject(new Error("boom")),
      "timed-out": (signal) => new Promise((_, reject) => signal.addEventListener("abort", reject)),
    };
    const report = agent("report").input<string>()
      .state("write", { holds: [thing], timeoutMs: 10 }, ({ input, signal }) => fates[input]!(signal));
    for (const fate of [...Object.keys(fates), ...Object.keys(fates)]) {
      const running = report.run(fate, { clock });
      await clock.advance(10);
      assert.equal((await running).states.write.kind, fate);
    }
    assert.notEqual(thing.tryAcquire({ owner: { name: "afterwards" } }), null);
  });
}

Deno.test("row 23: the runs of a state that share a lock come one after another, and none is refused", async () => {
  const clock = new SimulatedClock(), lock = new Mutex({ clock });
  let inside = 0, most = 0;
  const report = agent("report").state("write", { holds: [lock] }, async () => {
    most = Math.max(most, ++inside);
    await new Promise<void>((resolve) => clock.after(10, resolve));
    inside--;
  });
  const runs = Array.from({ length: 5 }, () => report.run(undefined, { clock }));
  await clock.runAll();
  for (const run of runs) assert.equal((await run).status, "completed");
  assert.deepEqual([most, clock.now()], [1, 50]);
});

Deno.test("row 23: a state has only what it declares, and what does not come costs the others nothing", async () => {
  const clock = new SimulatedClock(), first = new Mutex({ clock }), second = new Mutex({ clock });
  const turns = new RateLimiter(gcra({ limit: 1, periodMs: 1_000 }), { clock });
  const taken = second.tryAcquire()!, seen: boolean[] = [];
  const run = agent("report")
    .state("free", () => void seen.push(first.isLocked))
    .state("held", { holds: [first, second, turns.turn()] }, () => 1).start(undefined, { clock });
  await clock.advance(1);
  run.cancel();
  await run.result;
  await clock.advance(1);
  taken.release();
  assert.deepEqual([seen, first.isLocked, turns.tryTake()], [[false], false, true]);
});
