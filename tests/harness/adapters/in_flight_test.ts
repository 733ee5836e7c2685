import assert from "node:assert/strict";
import type { Adapter } from "../../../src/harness/adapters/adapter.ts";
import { preparedWork, supportOf } from "../../../src/harness/adapters/in_flight.ts";
import { builtFrom } from "../../../src/harness/adapters/shape_builders.ts";
import control from "../../../src/harness/adapters/control.ts";
import { fold } from "../../../src/harness/workload/digest.ts";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";
import type { Workload } from "../../../src/harness/workload/workload.ts";

const work = makeWork({ kind: "noop" }, { ledger: { executed: 0 }, wait: () => Promise.resolve() });
const crowd: Workload = {
  seedName: "crowd",
  shape: { kind: "in-flight", runs: 3, each: { kind: "diamond" } },
  kernel: { kind: "noop" },
};

Deno.test("preparedWork() starts all runs of one definition before any has ended, each with a seed of its own", async () => {
  const seeds: number[] = [];
  const gate = Promise.withResolvers<void>();
  const adapter: Pick<Adapter, "supports" | "prepare"> = {
    supports: () => true,
    prepare: () => ({
      async run(seed) {
        seeds.push(seed);
        if (seeds.length === 3) gate.resolve();
        await gate.promise;
        return seed;
      },
    }),
  };
  const prepared = await preparedWork(adapter, { workload: crowd, work });
  assert.equal(await prepared.run(8), fold([8, 9, 10]));
  assert.deepEqual(seeds, [8, 9, 10]);
});

Deno.test("supportOf() asks an adapter for what each run runs", () => {
  const asked: string[] = [];
  const supports = ({ shape }: Workload) => (asked.push(shape.kind), "has no diamonds");
  assert.equal(supportOf({ ...control, supports }, crowd), "has no diamonds");
  assert.deepEqual(asked, ["diamond"]);
});

const none = "has none of it";
const { supports, prepare } = builtFrom({
  shapes: {
    chain: () => ({ run: (seed) => Promise.resolve(seed + 1) }),
    fanout: none,
    diamond: none,
    stages: none,
    loop: none,
    retry: none,
    complex: none,
    isolation: none,
    records: none,
    subgraphs: none,
    "wide-state": none,
    "tool-agent": none,
  },
  checkpointed: "records nothing",
});
const chain: Workload = { seedName: "chain", shape: { kind: "chain", length: 2 }, kernel: { kind: "noop" } };

Deno.test("builtFrom() builds what there is a builder for, and refuses the rest with the reason", async () => {
  assert.equal(supports(chain), true);
  assert.equal(await (await prepare(chain, work)).run(4), 5);
  assert.equal(supports({ ...chain, shape: { kind: "diamond" } }), none);
  assert.equal(supports({ ...chain, checkpoints: "memory" }), "records nothing");
  assert.equal(
    supports({ ...chain, shape: { kind: "micro", program: "a/b", operations: 1 } }),
    "measures one part of PuffinFlow",
  );
});
