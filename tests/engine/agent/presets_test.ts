import assert from "node:assert/strict";
import { Agent, agent, type Presets, presets, state } from "puffinflow";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** The original's profiles: priority, limit of an attempt in seconds (0 for none), most attempts. */
const PROFILES: Readonly<Record<keyof Presets, readonly [string, number, number]>> = {
  minimal: ["normal", 0, 1],
  standard: ["normal", 0, 3],
  cpuIntensive: ["high", 300, 3],
  memoryIntensive: ["high", 600, 3],
  ioIntensive: ["normal", 120, 5],
  gpuAccelerated: ["high", 900, 2],
  networkIntensive: ["normal", 60, 5],
  quick: ["normal", 30, 2],
  batch: ["low", 1_800, 3],
  critical: ["critical", 0, 3],
  concurrent: ["normal", 0, 3],
  synchronized: ["normal", 0, 3],
  resilient: ["normal", 0, 5],
  faultTolerant: ["normal", 0, 5],
  externalService: ["normal", 30, 3],
  highAvailability: ["high", 0, 10],
};

Deno.test("presets has one preset for each profile", () => {
  assert.deepEqual(Object.keys(presets), Object.keys(PROFILES));
});

for (const [name, [priority, limitSeconds, attempts]] of Object.entries(PROFILES)) {
  const preset = presets[name as keyof Presets];

  Deno.test(`presets.${name} sets priority, limit and attempts of the profile`, () => {
    const [described] = agent("a").state("s", preset, () => 1).describe().states;
    assert.equal(described!.priority, priority);
    assert.equal(described!.timeoutMs ?? 0, limitSeconds * 1_000);
    assert.equal(described!.maxAttempts, attempts);
  });

  Deno.test(`presets.${name} waits between attempts from half a second to a minute, and no attempt hangs beyond its limit`, async () => {
    const clock = new SimulatedClock(), startedMs: number[] = [];
    const running = agent("a").state("s", preset, () => {
      startedMs.push(clock.now());
      return limitSeconds > 0 ? new Promise<void>(() => {}) : Promise.reject(new Error("no"));
    }).run(undefined, { clock, random: randomFromSeed(7) });
    await clock.runAll();
    assert.equal((await running).states.s.kind, limitSeconds > 0 ? "timed-out" : "failed");
    assert.equal(startedMs.length, attempts);
    for (let retry = 1; retry < attempts; retry++) {
      const waitedMs = startedMs[retry]! - startedMs[retry - 1]! - limitSeconds * 1_000;
      const fullMs = Math.min(60_000, 1_000 * 2 ** (retry - 1));
      assert.ok(waitedMs >= fullMs / 2 && waitedMs <= fullMs, `retry ${retry} waited ${waitedMs} ms`);
    }
  });
}

Deno.test("a preset can be spread into a @state, and what stands after it wins", () => {
  class Client extends Agent {
    @state({ ...presets.externalService, timeoutMs: 5_000 })
    call() {}
  }
  const [call] = new Client().definition.describe().states;
  assert.deepEqual([call!.timeoutMs, call!.maxAttempts], [5_000, 3]);
});
