import assert from "node:assert/strict";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import { WorkerPool } from "../../../src/harness/session/worker_pool.ts";
import { testCommand } from "../../fixtures/tiny_session.ts";

const [ARM] = plainArms(["control"]);
const PLACE = { pass: 0, of: "tiny/diamond/noop" };
const SHARED = { kind: "pass", warmAgainMs: [1, 2] } as const;
const ALONE = { kind: "benchmark" } as const;

async function withPool(act: (pool: WorkerPool) => Promise<void>): Promise<void> {
  const pool = new WorkerPool({ command: testCommand(), seed: 1 });
  try {
    await act(pool);
  } finally {
    await pool.close();
  }
}

Deno.test("WorkerPool.take() gives a process back as fresh as it was when its benchmark was declined", () =>
  withPool(async (pool) => {
    const first = pool.take(ARM!, PLACE, SHARED);
    assert.equal(pool.keep("control", first, SHARED), true);
    const second = pool.take(ARM!, PLACE, SHARED);
    assert.equal(second.worker, first.worker);
    assert.equal(second.isWarm, false);
    assert.equal(pool.keep("control", { ...second, isWarm: true }, SHARED), true);
    const third = pool.take(ARM!, PLACE, SHARED);
    assert.equal(third.isWarm, true);
    await third.worker.close();
  }));

Deno.test("WorkerPool.take() starts a new process for a benchmark that is measured alone", () =>
  withPool(async (pool) => {
    const shared = pool.take(ARM!, PLACE, SHARED);
    pool.keep("control", shared, SHARED);
    const own = pool.take(ARM!, PLACE, ALONE);
    assert.notEqual(own.worker, shared.worker);
    assert.equal(own.isWarm, false);
    assert.equal(pool.keep("control", own, ALONE), false);
    await own.worker.close();
  }));
