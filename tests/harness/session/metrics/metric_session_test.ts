import assert from "node:assert/strict";
import { analyseMetrics } from "../../../../src/harness/compare/metrics/metrics_analysis.ts";
import { plainArms } from "../../../../src/harness/session/arm_plan.ts";
import type { JournalRecord } from "../../../../src/harness/session/journal_record.ts";
import type { MetricPlan } from "../../../../src/harness/session/metrics/metric_plan.ts";
import { probePipe } from "../../../../src/harness/session/metrics/pipe_probe.ts";
import type { SessionEvent } from "../../../../src/harness/session/progress.ts";
import { runSession } from "../../../../src/harness/session/session.ts";
import { faultyAdapter, survivors, testCommand, tinyPlan } from "../../../fixtures/tiny_session.ts";

/** As little as there can be of everything. */
const TINY: MetricPlan = {
  names: ["cold-start", "define", "memory", "load"],
  coldStarts: 2,
  processes: 1,
  defineSamples: 2,
  defineSampleMs: 0.1,
  defineWarmUpMs: 1,
  retainedCounts: [20, 40],
  loadWarmUpMs: [1, 5],
  closedLoopMs: 5,
  openLoopMs: 20,
};

Deno.test("runSession() measures every metric in processes of their own, and leaves none behind", async () => {
  const workerCommand = testCommand();
  const { metrics, benchmarks, status, host } = await runSession(tinyPlan({ workerCommand, metrics: TINY }));
  assert.equal(status, "completed");
  assert.deepEqual(
    metrics.map(({ metric, graph, readings, lost }) => [metric, graph.id, readings.length, lost]),
    [
      ["cold-start", "diamond/noop", 2, null],
      ["define", "diamond/noop", 1, null],
      ["memory", "diamond/noop", 1, null],
      ["load", "diamond/noop", 1, null],
      ["load", "diamond/wait", 1, null],
    ],
  );
  assert.equal(host.reference.length, 2 + 6);
  assert.deepEqual(host.metricPhases?.map(({ metric }) => metric), [
    "cold-start",
    "cold-start",
    "define",
    "memory",
    "load",
    "load",
  ]);
  const session = { seed: 1 } as Parameters<typeof analyseMetrics>[0]["session"];
  const { coldStarts, definitions, memory, loads } = analyseMetrics({
    metrics: [...metrics],
    benchmarks: [...benchmarks],
    session,
  });
  const [start] = coldStarts, [definition] = definitions, [kept] = memory;
  assert.ok(start?.status === "measured" && definition?.status === "measured" && kept?.status === "measured");
  const parts = [start.startNs, start.importNs, start.defineNs, start.firstRunNs];
  assert.ok(parts.reduce((sum, { value }) => sum + value, 0) <= start.totalNs.value);
  assert.ok(definition.defineNs.value > 0 && definition.steadyRunNs !== null);
  assert.ok((kept.runInFlight.bytes?.value ?? 0) > 100, "a run in flight holds promises");
  assert.deepEqual(loads.map((load) => load.status === "measured" && load.open.length), [3, 3]);
  assert.deepEqual(survivors(workerCommand.mark), []);
});

Deno.test("runSession() goes on with the metrics that were not measured when it was stopped", async () => {
  const records: JournalRecord[] = [], events: SessionEvent[] = [], abort = new AbortController();
  const metrics: MetricPlan = { ...TINY, names: ["cold-start"], coldStarts: 3 };
  const journal = { records: [], append: (record: JournalRecord) => void records.push(structuredClone(record)) };
  const onEvent = (event: SessionEvent) => {
    if (event.kind === "metric-finished") abort.abort();
  };
  const stopped = await runSession(tinyPlan({ metrics, signal: abort.signal }), { journal, onEvent });
  assert.equal(stopped.status, "interrupted");
  assert.equal(stopped.metrics[0]!.readings.length, 1);
  const resumed = await runSession(tinyPlan({ metrics }), {
    journal: { records: [...records], append: () => {} },
    onEvent: (event) => void events.push(event),
  });
  assert.equal(resumed.status, "completed");
  assert.equal(resumed.metrics[0]!.readings.length, 3);
  assert.deepEqual(resumed.metrics[0]!.readings[0], stopped.metrics[0]!.readings[0]);
  assert.equal(events.filter(({ kind }) => kind === "metric-finished").length, 2);
});

for (const [fault, status] of [["wrong-digest", "invalid"], ["throws", "failed"]] as const) {
  Deno.test(`runSession() loses a subject with the fault ${fault} for a metric, and no other`, async () => {
    const events: SessionEvent[] = [];
    const arms = plainArms([faultyAdapter(fault), "control"]);
    const metrics: MetricPlan = { ...TINY, names: ["load"], processes: 2 };
    const outcome = await runSession(tinyPlan({ arms, metrics }), { onEvent: (event) => void events.push(event) });
    const cells = outcome.metrics.filter(({ graph }) => graph.id === "diamond/noop");
    assert.deepEqual(cells.map(({ subject, lost, readings }) => [subject, lost?.status, readings.length]), [
      ["faulty", status, 0],
      ["control", undefined, 2],
    ]);
    assert.equal(events.filter(({ kind }) => kind === "metric-lost").length, 2);
  });
}

Deno.test("probePipe() tells what a message to a worker and back takes, or why it cannot be told", async () => {
  const command = testCommand();
  const probe = await probePipe(command);
  assert.ok(probe.kind === "measured" && probe.pipe.roundTripNs > 0 && probe.pipe.ratePerS > 0);
  const nobody = await probePipe({ ...command, program: "/nonexistent/deno" });
  assert.equal(nobody.kind, "unknown");
});
