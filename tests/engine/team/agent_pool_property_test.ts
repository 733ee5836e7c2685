import assert from "node:assert/strict";
import fc from "fast-check";
import { agent } from "puffinflow";
import { AgentPool, type Job, type Scaling, SimulatedClock } from "puffinflow/team";

type Step =
  | { readonly kind: "submit"; readonly ms: number; readonly failures: number; readonly priority: number }
  | { readonly kind: "cancel"; readonly pick: number }
  | { readonly kind: "resize"; readonly workers: number }
  | { readonly kind: "advance"; readonly byMs: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("submit"),
        ms: fc.nat(20),
        failures: fc.nat(3),
        priority: fc.nat(2),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel"), pick: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("resize"), workers: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("advance"), byMs: fc.integer({ min: 1, max: 15 }) }) },
  ) as fc.Arbitrary<Step>,
  { maxLength: 30 },
);

const scalings: fc.Arbitrary<Scaling | undefined> = fc.constantFrom<(Scaling | undefined)[]>(
  undefined,
  { kind: "queue", scaleUpCooldownMs: 0, scaleDownCooldownMs: 5 },
  { kind: "latency", targetMs: 4, scaleUpCooldownMs: 2, scaleDownCooldownMs: 7 },
);

Deno.test("AgentPool ends every job once, never runs more than it may, and leaves nothing behind", async () => {
  await fc.assert(
    fc.asyncProperty(steps, scalings, async (script, scaling) => {
      const clock = new SimulatedClock(), jobs: Job<{ readonly status: "completed" }>[] = [];
      let ended = 0;
      const working = agent("working").input<{ ms: number; failures: { left: number } }>().state(
        "done",
        async ({ input: { ms, failures } }) => {
          await new Promise<void>((resolve) => clock.after(ms, resolve));
          if (failures.left-- > 0) throw new Error("failed");
        },
      );
      const retry = { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 3 } } as const;
      const pool = new AgentPool(working, { clock, maxWorkers: 4, retry, ...scaling && { scaling } });
      pool.on("job-ended", () => ended++);
      for (const step of script) {
        if (step.kind === "submit") {
          const { ms, failures: left, priority } = step;
          jobs.push(await pool.submit({ ms, failures: { left } }, { priority }) as never);
        } else if (step.kind === "cancel") jobs[step.pick % Math.max(jobs.length, 1)]?.cancel("cancelled");
        else if (step.kind === "resize") pool.resize(step.workers);
        else await clock.advance(step.byMs);
        const { workers, leaving, running: inHand } = pool.counters;
        assert.ok(workers >= 1 && workers + leaving <= 4, `${workers} workers and ${leaving} that leave`);
        assert.ok(inHand <= workers + leaving);
      }
      const drained = pool.drain();
      await clock.runAll();
      await drained;
      const outcomes = await Promise.all(jobs.map(({ outcome }) => outcome));
      const { submitted, completed, failed, cancelled, faulted } = pool.counters;
      assert.deepEqual([ended, completed + failed + cancelled, faulted], [jobs.length, submitted, 0]);
      assert.equal(pool.deadJobs.length, outcomes.filter(({ status }) => status === "failed").length);
      assert.ok(outcomes.every(({ attempts }) => attempts <= 2));
      assert.equal(clock.pending, 0);
    }),
    { numRuns: 150 },
  );
});
