import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { agent } from "puffinflow";
import { durable, memoryCheckpoints, memoryStore } from "puffinflow/durability";
import { durability as plain } from "../../../src/harness/adapters/control/durability.ts";
import type { MicroPrograms } from "../../../src/harness/adapters/micro_program.ts";
import { durability as programs } from "../../../src/harness/adapters/puffinflow/durability.ts";
import { ScratchFolder } from "../../../src/harness/adapters/scratch_folder.ts";
import { durability as suite } from "../../../src/harness/suites/durability.ts";
import { DURABILITY_RATINGS } from "../../../src/harness/suites/ratings/durability.ts";
import { oracleOf } from "../../../src/harness/workload/micro/oracles.ts";
import { type IdleCall, withIdleCall } from "./idle_call.ts";
import { operationsOf } from "./micro_case.ts";

const SEEDS = [1, 4_000_000_000];

/** Runs a program with each seed; unlike others it may wait for the disk. */
async function judge(subject: MicroPrograms, scenario: string): Promise<"proved" | "not proved"> {
  const operations = operationsOf(suite, scenario), oracle = oracleOf(`durability/${scenario}`);
  let done = 0, isProved = true;
  const prepared = await subject[scenario]!({ operations, did: (more) => void (done += more) });
  try {
    for (const seed of SEEDS) {
      done = 0;
      isProved &&= (await prepared.run(seed)) >>> 0 === oracle(operations, seed) && done === operations;
    }
  } catch {
    isProved = false;
  } finally {
    await prepared.close?.();
  }
  return isProved ? "proved" : "not proved";
}

const store = memoryStore(), durableAgent = durable(agent("any"), { store: memoryCheckpoints() });

function of(sample: object, method: string, at: number): IdleCall {
  return { on: Object.getPrototypeOf(sample), method, at };
}

/** The second run answers what the first one did. */
const RUN = of(durableAgent, "run", 3);

/** An operation of programs that does nothing. */
const IDLE_CALLS: Readonly<Record<string, IdleCall>> = {
  "step-memory": RUN,
  "step-sqlite-full": RUN,
  "step-sqlite-normal": RUN,
  "step-sqlite-off": RUN,
  "step-files-full": RUN,
  "concurrent-memory": RUN,
  "concurrent-sqlite": RUN,
  "store-memory-set": of(store, "set", 60),
  "store-memory-get": of(store, "get", 60),
  "store-memory-compare": of(store, "compareAndSet", 8),
  "store-memory-scan": of(store, "list", 3),
  "store-sqlite-set": of(store, "set", 60),
  "store-sqlite-get": of(store, "get", 60),
  "store-sqlite-compare": of(store, "compareAndSet", 8),
  "store-sqlite-scan": of(store, "list", 3),
};

for (const { scenario } of suite.benchmarks) {
  Deno.test(`durability: PuffinFlow's "${scenario}" answers what plain reasoning says, for every seed`, async () => {
    assert.equal(await judge(programs, scenario), "proved");
  });
}

for (const [scenario, idle] of Object.entries(IDLE_CALLS)) {
  Deno.test(`durability: the proof of "${scenario}" fails if one operation does nothing`, async () => {
    const { result, calls } = await withIdleCall(idle, () => judge(programs, scenario));
    assert.ok(calls >= idle.at, `called ${calls} times only`);
    assert.equal(result, "not proved");
  });
}

for (const scenario of Object.keys(plain)) {
  Deno.test(`durability: plain code for "${scenario}" answers the same`, async () => {
    assert.equal(await judge(plain, scenario), "proved");
  });
}

Deno.test("ScratchFolder is gone with all in it when it is disposed of", () => {
  const folder = new ScratchFolder(), file = folder.file("a");
  Deno.writeTextFileSync(file, "b");
  folder[Symbol.dispose]();
  assert.equal(existsSync(file), false);
  assert.equal(existsSync(file.slice(0, -2)), false);
});

Deno.test("durability: those benchmarks need files that are measured by the wall", () => {
  for (const { needs, primaryClock } of suite.benchmarks) assert.equal(needs === "files", primaryClock === "wall");
});

Deno.test("durability: every benchmark has limits", () => {
  assert.deepEqual(Object.keys(DURABILITY_RATINGS).sort(), suite.benchmarks.map(({ id }) => id).sort());
});
