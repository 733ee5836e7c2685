/** Sessions with plain Python: its work is proved like any other, and what it does not do is invalid. */
import assert from "node:assert/strict";
import { PYTHON_CONTROL } from "../../../src/harness/adapters/python_facts.ts";
import type { ArmPlan } from "../../../src/harness/session/arm_plan.ts";
import type { Benchmark, KernelKind } from "../../../src/harness/suites/benchmark.ts";
import type { Shape } from "../../../src/harness/workload/shape.ts";
import { runSession } from "../../../src/harness/session/session.ts";
import { PythonPrograms } from "../../fixtures/python_worker.ts";
import { survivors, TINY_BENCHMARK, tinyPlan } from "../../fixtures/tiny_session.ts";

const SHAPES: readonly Shape[] = [{ kind: "chain", length: 3 }, { kind: "fanout", width: 4 }, { kind: "diamond" }];

function benchmarkOf(shape: Shape, kernel: KernelKind): Benchmark {
  const id = `tiny/${shape.kind}/${kernel}`;
  return { ...TINY_BENCHMARK, id, scenario: shape.kind, shape, kernel, seedName: shape.kind };
}

const BENCHMARKS = SHAPES.flatMap((shape) =>
  (["noop", "cpu", "wait"] as const).map((kernel) => benchmarkOf(shape, kernel))
);

Deno.test("runSession() measures plain Python beside plain promises, with the same proof", async () => {
  await using programs = await PythonPrograms.write();
  const workerCommand = programs.command();
  const python: ArmPlan = { id: PYTHON_CONTROL.id, adapter: PYTHON_CONTROL.id, language: "python", workerCommand };
  const arms = [{ id: "control", adapter: "control" }, python];
  const { benchmarks, subjects } = await runSession(tinyPlan({ arms, benchmarks: BENCHMARKS }));
  for (const { id, cells } of benchmarks) {
    for (const cell of cells) assert.equal(cell.status, "measured", `${id} ${JSON.stringify(cell)}`);
  }
  const [control, raw] = subjects;
  assert.deepEqual([control?.language, raw?.language], [undefined, "python"]);
  assert.match(raw?.packages["python"] ?? "", /^3\.1[1-3]\./);
  assert.ok(raw?.cpuRounds !== undefined && raw.cpuRounds > 0);
  const forks = benchmarks.flatMap(({ cells }) => cells[1]?.status === "measured" ? cells[1].forks : []);
  assert.deepEqual(forks.map(({ allocatedBytes }) => allocatedBytes.length), forks.map(() => 0));
  assert.ok(forks.every(({ peakRssKib }) => peakRssKib !== null && peakRssKib > 0));
  assert.deepEqual(survivors(workerCommand.mark), []);
});

for (
  const [mischief, reason] of [
    ["wrong", /^gave 0x[0-9a-f]{8} instead of 0x[0-9a-f]{8} in iteration 0$/],
    ["idle", /^task 0 never started \(iteration 0, traced\)$/],
  ] as const
) {
  Deno.test(`runSession() calls work invalid that is ${mischief}, whatever the framework says of it`, async () => {
    await using programs = await PythonPrograms.write();
    const workerCommand = programs.command({ mischief });
    const arms: ArmPlan[] = [{ id: "mischief", adapter: "mischief", language: "python", workerCommand }];
    const { benchmarks } = await runSession(tinyPlan({ arms }));
    const [cell] = benchmarks[0]!.cells;
    assert.ok(cell?.status === "invalid", JSON.stringify(cell));
    assert.match(cell.reason, reason);
    assert.deepEqual(survivors(workerCommand.mark), []);
  });
}

Deno.test("runSession() says of an arm that is not installed what would install it, and measures all else", async () => {
  const why = "not installed: puffinbench frameworks install prefect";
  const arms: ArmPlan[] = [
    { id: "control", adapter: "control" },
    { id: "prefect", adapter: "prefect", language: "python", unavailable: why },
  ];
  const { benchmarks, subjects } = await runSession(tinyPlan({ arms }));
  assert.deepEqual(benchmarks[0]!.cells.map(({ status }) => status), ["measured", "unavailable"]);
  assert.deepEqual(benchmarks[0]!.cells[1], { subject: "prefect", status: "unavailable", reason: why });
  assert.deepEqual(subjects.map(({ title }) => title), ["plain promises", "Prefect"]);
});
