import assert from "node:assert/strict";
import { agent, goto, runInside, Send } from "puffinflow";
import { ResourcePool } from "puffinflow/resources";
import { metricsJson, MetricsRegistry, observeMetrics, RUN_BUCKETS } from "../../../../src/engine/observability/mod.ts";
import { SimulatedClock } from "../../../../src/time/simulated_clock.ts";

/** Counts and durations of a registry: `name{label values}` and a number, zeros left out. */
function recorded(registry: MetricsRegistry): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { name, kind, series } of metricsJson(registry.collect())) {
    for (const { labels, value, count, sum } of series) {
      const key = `${name.replace("puffinflow_", "")}{${Object.values(labels).join()}}`;
      if (kind === "histogram") found[`${key} ${count}`] = sum!;
      else if (value !== 0) found[key] = value!;
    }
  }
  return found;
}

function later<T>(clock: SimulatedClock, delayMs: number, value: T): Promise<T> {
  return new Promise((resolve) => clock.after(delayMs, () => resolve(value)));
}

Deno.test("observeMetrics() counts runs and states, and measures them on the run's clock", async () => {
  const registry = new MetricsRegistry(), clock = new SimulatedClock();
  const running = agent("pair", { instruments: [observeMetrics(registry)] })
    .state("a", () => later(clock, 2_000, 1))
    .state("b", { after: ["a"] }, () => later(clock, 500, 2))
    .run(undefined, { clock });
  await clock.advance(2_100);
  assert.deepEqual(recorded(registry), {
    "runs_started{pair}": 1,
    "runs_in_flight{pair}": 1,
    "states_started{pair,a}": 1,
    "states_started{pair,b}": 1,
    "states_in_flight{pair}": 1,
    "states_ended{pair,a,completed}": 1,
    "state_duration_seconds{pair,a,completed} 1": 2,
  });
  await clock.advance(400);
  await running;
  assert.deepEqual(recorded(registry), {
    "runs_started{pair}": 1,
    "runs_ended{pair,completed}": 1,
    "run_duration_seconds{pair,completed} 1": 2.5,
    "states_started{pair,a}": 1,
    "states_started{pair,b}": 1,
    "states_ended{pair,a,completed}": 1,
    "states_ended{pair,b,completed}": 1,
    "state_duration_seconds{pair,a,completed} 1": 2,
    "state_duration_seconds{pair,b,completed} 1": 0.5,
  });
});

Deno.test("observeMetrics() says what really became of runs and states", async () => {
  const registry = new MetricsRegistry(), clock = new SimulatedClock();
  const running = agent("bad", { instruments: [observeMetrics(registry)] })
    .state("breaks", () => {
      throw new Error("broken");
    })
    .state("after it", { after: ["breaks"] }, () => 1)
    .state("slow", { timeoutMs: 1_000 }, () => later(clock, 9_000, 1))
    .state("unwanted", { when: () => false }, () => 1)
    .state("unasked", {
      when: () => {
        throw new Error("no answer");
      },
    }, () => 1)
    .run(undefined, { clock });
  await clock.advance(9_000);
  assert.equal((await running).status, "failed");
  assert.deepEqual(recorded(registry), {
    "runs_started{bad}": 1,
    "runs_ended{bad,failed}": 1,
    "run_duration_seconds{bad,failed} 1": 1,
    "states_started{bad,breaks}": 1,
    "states_started{bad,slow}": 1,
    "states_ended{bad,breaks,failed}": 1,
    "states_ended{bad,after it,upstream-failed}": 1,
    "states_ended{bad,slow,timed-out}": 1,
    "states_ended{bad,unwanted,skipped}": 1,
    "states_ended{bad,unasked,failed}": 1,
    "state_duration_seconds{bad,breaks,failed} 1": 0,
    "state_duration_seconds{bad,slow,timed-out} 1": 1,
  });
});

Deno.test("observeMetrics() takes all attempts and the waits between them for one state, and counts retries", async () => {
  const registry = new MetricsRegistry(), clock = new SimulatedClock();
  const running = agent("retried", { instruments: [observeMetrics(registry)] })
    .state("tried", { retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 1_000 } } }, ({ attempt }) => {
      if (attempt < 3) throw new Error("not yet");
      return later(clock, 500, 1);
    })
    .run(undefined, { clock });
  await clock.advance(1_500);
  assert.equal(recorded(registry)["states_in_flight{retried}"], 1);
  await clock.advance(1_000);
  await running;
  assert.deepEqual(recorded(registry), {
    "runs_started{retried}": 1,
    "runs_ended{retried,completed}": 1,
    "run_duration_seconds{retried,completed} 1": 2.5,
    "states_started{retried,tried}": 1,
    "states_ended{retried,tried,completed}": 1,
    "state_duration_seconds{retried,tried,completed} 1": 2.5,
    "state_retries{retried,tried}": 2,
  });
});

Deno.test("observeMetrics() counts what was in flight as cancelled when a run ends early, and nothing stays in flight", async () => {
  const registry = new MetricsRegistry(), clock = new SimulatedClock(), controller = new AbortController();
  const inner = agent("inner").state("deep", () => later(clock, 9_000, 1));
  const outer = agent("outer", { instruments: [observeMetrics(registry)] })
    .state("quick", () => 1)
    .subagent("child", inner, { input: () => {} })
    .state("never", { after: ["child"] }, () => 1);
  const cancelled = outer.run(undefined, { clock, signal: controller.signal });
  const timedOut = outer.run(undefined, { clock, timeoutMs: 2_000 });
  await clock.advance(1_000);
  controller.abort();
  await clock.advance(8_000);
  assert.deepEqual([(await cancelled).status, (await timedOut).status], ["cancelled", "timed-out"]);
  const { "run_duration_seconds{outer,cancelled} 1": seconds, ...counts } = recorded(registry);
  assert.equal(seconds, 1);
  assert.deepEqual(counts, {
    "runs_started{outer}": 2,
    "runs_started{inner}": 2,
    "runs_ended{outer,cancelled}": 1,
    "runs_ended{outer,timed-out}": 1,
    "runs_ended{inner,cancelled}": 2,
    "run_duration_seconds{outer,timed-out} 1": 2,
    "run_duration_seconds{inner,cancelled} 2": 3,
    "states_started{outer,quick}": 2,
    "states_started{outer,child}": 2,
    "states_started{inner,deep}": 2,
    "states_ended{outer,quick,completed}": 2,
    "states_ended{outer,child,cancelled}": 2,
    "states_ended{inner,deep,cancelled}": 2,
    "state_duration_seconds{outer,quick,completed} 2": 0,
    "state_duration_seconds{outer,child,cancelled} 2": 3,
    "state_duration_seconds{inner,deep,cancelled} 2": 3,
  });
});

Deno.test("observeMetrics() counts a run that was cancelled before it began", async () => {
  const registry = new MetricsRegistry();
  await agent("late", { instruments: [observeMetrics(registry)] })
    .state("a", () => 1)
    .run(undefined, { signal: AbortSignal.abort() });
  const counts = recorded(registry);
  assert.equal(counts["runs_started{late}"], 1);
  assert.equal(counts["runs_ended{late,cancelled}"], 1);
  assert.equal(counts["runs_in_flight{late}"], undefined);
});

Deno.test("observeMetrics() counts the tasks that were sent to a mapped state, and not the state beside them", async () => {
  const registry = new MetricsRegistry();
  const result = await agent("mapped", { instruments: [observeMetrics(registry)] })
    .map("half", ({ payload }: { payload: number }) => {
      if (payload % 2 === 1) throw new Error("odd");
      return payload / 2;
    })
    .state("split", () => [Send("half", 2), Send("half", 3), Send("half", 4)])
    .run();
  assert.equal(result.status, "failed");
  const counts = recorded(registry);
  assert.equal(counts["states_started{mapped,half}"], 3);
  assert.equal(counts["states_ended{mapped,half,completed}"], 2);
  assert.equal(counts["states_ended{mapped,half,failed}"], 1);
  assert.equal(counts["states_in_flight{mapped}"], undefined);
});

Deno.test("observeMetrics() keeps runs inside one state apart that are under way at once", async () => {
  const registry = new MetricsRegistry(), clock = new SimulatedClock();
  const inner = agent("inner").input<number>().state("wait", ({ input }) => later(clock, input, input));
  const running = agent("outer", { instruments: [observeMetrics(registry)] })
    .state("both", async (context) => {
      const runs = await Promise.all([runInside(context, inner, 1_000), runInside(context, inner, 3_000)]);
      return runs.map((run) => run.status);
    })
    .run(undefined, { clock });
  await clock.advance(3_000);
  assert.deepEqual((await running).output("both"), ["completed", "completed"]);
  assert.equal(recorded(registry)["state_duration_seconds{inner,wait,completed} 2"], 4);
});

Deno.test("observeMetrics() counts every visit of a state", async () => {
  const registry = new MetricsRegistry();
  await agent("loop", { instruments: [observeMetrics(registry)] })
    .state("step", { entry: true }, ({ visit }) => visit)
    .state("again", { after: ["step"] }, ({ visit }) => visit < 3 ? goto("step") : undefined)
    .run();
  assert.equal(recorded(registry)["states_started{loop,step}"], 3);
  assert.equal(recorded(registry)["states_ended{loop,step,completed}"], 3);
});

Deno.test("observeMetrics() measures waits for resources apart from what is done with them", async () => {
  const registry = new MetricsRegistry(), clock = new SimulatedClock();
  const flow = agent("queued", {
    instruments: [observeMetrics(registry)],
    pool: new ResourcePool({ cpu: 1 }, { clock }),
  })
    .state("busy", { resources: { cpu: 1 } }, () => later(clock, 3_000, 1));
  const running = [flow.run(undefined, { clock }), flow.run(undefined, { clock })];
  await clock.advance(6_000);
  await Promise.all(running);
  const counts = recorded(registry);
  assert.equal(counts["resource_wait_seconds{queued,busy} 1"], 3);
  assert.equal(counts["state_duration_seconds{queued,busy,completed} 2"], 6);
});

Deno.test("observeMetrics() measures waits in vain too, of an attempt that is tried again and of the last", async () => {
  const registry = new MetricsRegistry(), clock = new SimulatedClock(), pool = new ResourcePool({ cpu: 1 }, { clock });
  using _taken = await pool.acquire({ cpu: 1 });
  const running = agent("vain", { instruments: [observeMetrics(registry)], pool })
    .state("busy", { resources: { amounts: { cpu: 1 }, timeoutMs: 1_000 }, retry: { maxAttempts: 2 } }, () => 1)
    .run(undefined, { clock });
  await clock.advance(2_000);
  await running;
  const counts = recorded(registry);
  assert.equal(counts["resource_wait_seconds{vain,busy} 2"], 2);
  assert.equal(counts["states_started{vain,busy}"], undefined);
  assert.equal(counts["states_ended{vain,busy,failed}"], 1);
  assert.equal(counts["state_retries{vain,busy}"], 1);
});

Deno.test("RunMetricsOptions.prefix and .buckets name and cut the metrics", async () => {
  const registry = new MetricsRegistry();
  const instrument = observeMetrics(registry, { prefix: "mine", buckets: [1, 2] });
  await agent("x", { instruments: [instrument] }).state("a", () => 1).run();
  const snapshot = registry.read("mine_run_duration_seconds");
  assert.ok(snapshot?.kind === "histogram");
  assert.deepEqual(snapshot.bounds, [1, 2]);

  observeMetrics(registry);
  const standard = registry.read("puffinflow_run_duration_seconds");
  assert.ok(standard?.kind === "histogram");
  assert.deepEqual(standard.bounds, RUN_BUCKETS);
});

Deno.test("two instruments on one registry count in the same metrics", async () => {
  const registry = new MetricsRegistry();
  for (let i = 0; i < 2; i++) {
    await agent("x", { instruments: [observeMetrics(registry)] }).state("a", () => 1).run();
  }
  assert.equal(recorded(registry)["runs_started{x}"], 2);
});
