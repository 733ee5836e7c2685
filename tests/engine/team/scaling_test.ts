import assert from "node:assert/strict";
import { SimulatedClock } from "puffinflow/team";
import type { Scaling } from "puffinflow/team";
import { Autoscaler } from "../../../src/engine/team/autoscaler.ts";
import { type PoolObservation, scalingRule } from "../../../src/engine/team/scaling.ts";

/** What is seen of a pool, mostly nothing. */
function seen(part: Partial<PoolObservation>): PoolObservation {
  return { workers: 1, running: 0, ready: 0, oldestWaitMs: 0, ...part };
}

/** A pool of which only the size is real. */
class FakePool {
  readonly clock = new SimulatedClock();
  readonly minWorkers = 1;
  readonly maxWorkers = 10;
  readonly sizes: string[] = [];
  state: PoolObservation = seen({});

  observe(): PoolObservation {
    return this.state;
  }

  resize(workers: number): void {
    this.sizes.push(`${workers} at ${this.clock.now()}`);
    this.state = { ...this.state, workers };
  }
}

Deno.test("scaling by queue asks for as many workers as bring the jobs for each back within the limits", () => {
  const rule = scalingRule({ kind: "queue", scaleUpAt: 2, scaleDownAt: 0.5 });
  const cases = [
    [seen({ workers: 2, running: 2, ready: 2 }), 2],
    [seen({ workers: 2, running: 2, ready: 3 }), 3],
    [seen({ workers: 1, running: 1, ready: 19 }), 10],
    [seen({ workers: 4, running: 2 }), 4],
    [seen({ workers: 4, running: 1 }), 2],
    [seen({ workers: 4 }), 0],
  ] as const;
  for (const [state, workers] of cases) assert.deepEqual(rule(state), { workers, lookAgainMs: Infinity });
});

Deno.test("scaling by queue never swings: what it asks for it is content with", () => {
  const rule = scalingRule({ kind: "queue" });
  for (let workers = 1; workers <= 12; workers++) {
    for (let jobs = 0; jobs <= 40; jobs++) {
      const wanted = Math.max(1, rule(seen({ workers, ready: jobs })).workers);
      assert.equal(Math.max(1, rule(seen({ workers: wanted, ready: jobs })).workers), wanted, `${workers}, ${jobs}`);
    }
  }
});

Deno.test("scaling by latency asks for more when a job has waited for too long, and says when that may be", () => {
  const rule = scalingRule({ kind: "latency", targetMs: 100 });
  assert.deepEqual(rule(seen({ running: 1, ready: 1, oldestWaitMs: 30 })), { workers: 1, lookAgainMs: 70 });
  assert.equal(rule(seen({ workers: 3, running: 3, ready: 9, oldestWaitMs: 100 })).workers, 6);
  assert.equal(rule(seen({ workers: 3, running: 3, ready: 1, oldestWaitMs: 900 })).workers, 4);
  assert.equal(rule(seen({ workers: 3, running: 3 })).workers, 3);
  assert.equal(rule(seen({ workers: 3, running: 2 })).workers, 2);
});

Deno.test("scaling by utilization asks for more only if jobs wait, and for fewer only if none does", () => {
  let share = 0.9;
  const rule = scalingRule({ kind: "utilization", read: () => share, scaleUpAt: 0.6, scaleDownAt: 0.3 });
  assert.equal(rule(seen({ workers: 4, running: 4, ready: 1 })).workers, 6);
  assert.equal(rule(seen({ workers: 4, running: 4 })).workers, 4);
  share = 0.1;
  assert.equal(rule(seen({ workers: 4, running: 1 })).workers, 2);
  assert.equal(rule(seen({ workers: 4, running: 1, ready: 1 })).workers, 4);
  share = 0;
  assert.equal(rule(seen({ workers: 4 })).workers, 0);
  share = 1.5;
  assert.throws(() => rule(seen({})), /'read' must give a share from 0 to 1: current value is 1.5/);
});

Deno.test("scaling by a function of one's own asks for what that says", () => {
  const rule = scalingRule({ kind: "custom", workers: ({ ready, workers }) => ready > 3 ? workers + 1 : NaN });
  assert.equal(rule(seen({ workers: 2, ready: 4 })).workers, 3);
  assert.throws(() => rule(seen({})), /'workers' must give a number/);
});

Deno.test("scaling refuses limits without a gap between them", () => {
  const wrong: Scaling[] = [
    { kind: "queue", scaleUpAt: 0.5 },
    { kind: "queue", scaleDownAt: 0 },
    { kind: "latency", targetMs: 0 },
    { kind: "utilization", read: () => 0, scaleUpAt: 1.1 },
    { kind: "utilization", read: () => 0, scaleDownAt: 0.8 },
  ];
  for (const scaling of wrong) assert.throws(() => scalingRule(scaling), RangeError, JSON.stringify(scaling));
  assert.throws(() => scalingRule({ kind: "magic" } as never), TypeError);
  const pool = new FakePool();
  assert.throws(() => new Autoscaler({ kind: "queue", scaleUpCooldownMs: -1 }, pool), RangeError);
  assert.throws(() => new Autoscaler({ kind: "queue", scaleDownCooldownMs: NaN }, pool), RangeError);
});

Deno.test("Autoscaler follows a wish at once, the next one after its cool-down, within the pool's bounds", async () => {
  const pool = new FakePool(), { clock } = pool;
  let wanted = 3;
  const cooldowns = { scaleUpCooldownMs: 100, scaleDownCooldownMs: 1_000 };
  const scaler = new Autoscaler({ kind: "custom", workers: () => wanted, ...cooldowns }, pool);
  scaler.look();
  wanted = 99;
  scaler.look();
  await clock.advance(50);
  scaler.look();
  assert.deepEqual(pool.sizes, ["3 at 0"]);
  await clock.advance(50);
  assert.deepEqual(pool.sizes.at(-1), "10 at 100");
  wanted = -5;
  scaler.look();
  await clock.advance(999);
  assert.equal(pool.sizes.length, 2);
  await clock.advance(1);
  assert.equal(pool.sizes.at(-1), "1 at 1100");
  await clock.runAll();
  assert.deepEqual([pool.sizes.length, clock.pending], [3, 0]);
});

Deno.test("Autoscaler looks again by itself when only time passes", async () => {
  const pool = new FakePool(), { clock } = pool;
  const scaler = new Autoscaler({ kind: "latency", targetMs: 100, scaleUpCooldownMs: 50 }, pool);
  pool.state = {
    workers: 1,
    running: 1,
    ready: 4,
    get oldestWaitMs() {
      return clock.now();
    },
  };
  const { state } = pool;
  pool.resize = (workers) => {
    pool.sizes.push(`${workers} at ${clock.now()}`);
    pool.state = {
      ...state,
      workers,
      running: workers,
      get oldestWaitMs() {
        return clock.now();
      },
    };
  };
  scaler.look();
  await clock.advance(99);
  assert.deepEqual(pool.sizes, []);
  await clock.advance(201);
  assert.deepEqual(pool.sizes, ["2 at 100", "4 at 150", "8 at 200", "10 at 250"]);
  scaler.stop();
  scaler.look();
  assert.equal(clock.pending, 0);
});

Deno.test("Autoscaler counts a change that somebody else made as a change", async () => {
  const pool = new FakePool(), { clock } = pool;
  await clock.advance(5_000);
  const scaler = new Autoscaler({ kind: "custom", workers: () => 5, scaleUpCooldownMs: 100 }, pool);
  scaler.noteChange();
  scaler.look();
  assert.deepEqual(pool.sizes, []);
  await clock.advance(100);
  assert.deepEqual(pool.sizes, ["5 at 5100"]);
  scaler.stop();
});

Deno.test("Autoscaler reports what a function throws, and goes on", () => {
  const pool = new FakePool(), boom = new Error("boom"), reported: unknown[] = [];
  let fails = true;
  const workers = () => {
    if (fails) throw boom;
    return 2;
  };
  const listener = (event: ErrorEvent) => {
    reported.push(event.error);
    event.preventDefault();
  };
  globalThis.addEventListener("error", listener);
  try {
    const scaler = new Autoscaler({ kind: "custom", workers }, pool);
    scaler.look();
    fails = false;
    scaler.look();
  } finally {
    globalThis.removeEventListener("error", listener);
  }
  assert.deepEqual([reported, pool.sizes], [[boom], ["2 at 0"]]);
});
