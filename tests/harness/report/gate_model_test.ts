/**
 * Tests of what reports say of a gate: never anything but what the gate decided.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { judgedExitCode } from "../../../src/harness/cli/judged_session.ts";
import type { GateDecision, GateRow } from "../../../src/harness/compare/gate.ts";
import type { GateMetric } from "../../../src/harness/compare/gate_metric.ts";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { gateParts } from "../../../src/harness/report/gate_model.ts";
import type { ChangeModel } from "../../../src/harness/report/model.ts";
import { githubAnnotations } from "../../../src/harness/report/terminal/github_annotations.ts";
import type { Result } from "../../../src/harness/session/result.ts";
import type { Evidence } from "../../../src/stats/verdict.ts";
import { exampleResult } from "../../fixtures/example_result.ts";
import { benchmarkOf, measured } from "../compare/benchmark_fixture.ts";

type Kind = GateRow["verdict"]["kind"];

const RULES = { reference: "reference", candidate: "candidate", minEffect: 0.02 };
const WORDS: Readonly<Record<Kind, ChangeModel["verdict"]>> = {
  invalid: "invalid",
  regressed: "slower",
  improved: "faster",
  unchanged: "same",
  inconclusive: "undecided",
  unconfirmed: "undecided",
  new: "new",
  missing: "missing",
};

function evidence(value: number, half: number): Evidence {
  const logRatio = { value, lo: value - half, hi: value + half, confidence: 0.95, n: 10 };
  return { logRatio, p: 0.01, leastEffect: 0.05, mde80: 0.03, pairsNeeded: 17 };
}

interface MadeUpRow {
  readonly kind: Kind;
  readonly value?: number;
  readonly metric?: GateMetric["id"];
  readonly isConfirmed?: boolean;
}

function rowOf(benchmark: string, { kind, value = 0.1, metric = "cpu", isConfirmed = false }: MadeUpRow): GateRow {
  const rest = { benchmark, noiseFloor: { value: 0.05, isKnown: false }, looks: 1, q: null, winProbability: 0.5 };
  if (kind === "invalid") {
    const reason = { code: "too-few-pairs", pairs: 2, needed: 6 } as const;
    return { ...rest, metric: null, verdict: { kind, reason }, screen: null, confirm: null };
  }
  const verdict = kind === "unconfirmed" ? { kind, suspected: "regressed" as const } : { kind };
  const confirm = isConfirmed ? evidence(value / 2, 0.01) : null;
  return { ...rest, metric, verdict, screen: evidence(value, 0.02), confirm };
}

/** A session of both arms in as many benchmarks as there are lists of rows. */
function sceneOf(rows: readonly (readonly MadeUpRow[])[]): { decision: GateDecision; result: Result } {
  const result = exampleResult();
  const [subject] = result.subjects;
  const benchmarks = rows.map((_, index) =>
    benchmarkOf([measured("reference", [10, 11, 12, 13, 14, 15]), measured("candidate", [20, 21, 22, 23, 24, 25])], {
      id: `suite/scenario-${index}/noop`,
    })
  );
  return {
    decision: {
      rows: rows.flatMap((some, index) => some.map((row) => rowOf(benchmarks[index]!.id, row))),
      candidates: 0,
    },
    result: { ...result, benchmarks, subjects: ["reference", "candidate"].map((id) => ({ ...subject!, id })) },
  };
}

function partsOf(rows: readonly (readonly MadeUpRow[])[]) {
  const { decision, result } = sceneOf(rows);
  return { decision, result, ...gateParts(decision, { result, rules: RULES }) };
}

const row: fc.Arbitrary<MadeUpRow> = fc.record({
  kind: fc.constantFrom<Kind>("regressed", "improved", "unchanged", "inconclusive", "invalid"),
  value: fc.double({ min: -2, max: 2, noNaN: true }),
  metric: fc.constantFrom<GateMetric["id"]>("cpu", "wall", "allocated"),
  isConfirmed: fc.boolean(),
});

Deno.test("gateParts() agrees with the decision in rows, counts, outcome and exit code, whatever was decided", () => {
  const order: readonly Kind[] = ["invalid", "regressed", "inconclusive", "improved", "unchanged"];
  fc.assert(fc.property(fc.array(fc.array(row, { minLength: 1, maxLength: 2 }), { maxLength: 6 }), (rows) => {
    const { decision, result, gate, changes } = partsOf(rows);
    assert.equal(changes.size, rows.length);
    const worst = rows.map((some) => order.find((kind) => some.some((one) => one.kind === kind))!);
    assert.deepEqual([...changes.values()].map(({ verdict }) => verdict), worst.map((kind) => WORDS[kind]));
    for (const [verdict, count] of Object.entries(gate.counts)) {
      assert.equal(count, worst.filter((kind) => WORDS[kind] === verdict).length, verdict);
    }
    for (const [id, { change, metric }] of changes) {
      if (change === null) continue;
      const found = decision.rows.some((one) =>
        one.benchmark === id && one.metric === metric?.id &&
        Math.expm1((one.confirm ?? one.screen)!.logRatio.value) === change.value
      );
      assert.ok(found, "the change is that of one of the benchmark's rows");
    }
    const exitCode = judgedExitCode(result, decision, "inconclusive");
    assert.equal({ invalid: 4, failed: 1, undecided: 3, passed: 0 }[gate.outcome], exitCode);
  }));
});

Deno.test("gateParts() shows of two metrics that regressed the one that changed most, in its own unit", () => {
  const { changes } = partsOf([[{ kind: "regressed", value: 0.1 }, {
    kind: "regressed",
    value: 0.3,
    metric: "allocated",
  }]]);
  const [change] = [...changes.values()];
  assert.equal(change?.metric?.unit, "bytes");
  assert.deepEqual([change.before?.value, change.beforeSamples], [64, []]);
});

Deno.test("gateParts() goes by the fresh processes of what was confirmed, and gives both sides", () => {
  const [change] = [...partsOf([[{ kind: "regressed", value: 0.4, isConfirmed: true }]]).changes.values()];
  assert.equal(change?.change?.value, Math.expm1(0.2));
  assert.deepEqual([change.before?.value, change.now?.value, change.smallestSeen], [12.5, 22.5, 0.03]);
  assert.equal(change.beforeSamples.length, 18);
});

Deno.test("gateParts() says how many pairs would settle what is open, and nothing where fresh ones are missing", () => {
  const { changes } = partsOf([[{ kind: "inconclusive" }], [{ kind: "unconfirmed" }]]);
  const all = [...changes.values()];
  assert.deepEqual(all.map(({ verdict }) => verdict), ["undecided", "undecided"]);
  assert.deepEqual(all.map(({ pairsNeeded }) => pairsNeeded), [17, null]);
});

Deno.test("gateParts() names the limit that rows were judged by where the noise floor is above the least effect", () => {
  assert.equal(partsOf([[{ kind: "unchanged" }]]).gate.limit, 0.05);
  assert.equal(partsOf([[{ kind: "invalid" }]]).gate.limit, 0.02);
});

Deno.test("buildModel() tells the arms of a gate apart and finds what it is about", () => {
  const { result, decision: _decision, ...more } = partsOf([[{ kind: "regressed" }], [{ kind: "unchanged" }]]);
  const model = buildModel(result, more);
  const titles = ["reference (plain promises)", "candidate (plain promises)"];
  assert.deepEqual(model.subjects.map(({ title }) => title), titles);
  assert.equal(model.gate?.against, titles[0]);
  assert.equal(model.suites[0]?.benchmarks[0]?.cells[0]?.subject, "candidate");
  const [annotation, ...others] = githubAnnotations(model);
  assert.match(annotation!, /^::error title=puffinbench::scenario-0\/noop became slower by 10\.5%25/);
  assert.deepEqual(others, []);
});
