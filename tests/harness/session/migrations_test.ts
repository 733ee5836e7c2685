import assert from "node:assert/strict";
import { migrated } from "../../../src/harness/session/migrations.ts";
import { RESULT_SCHEMA, resultSchema } from "../../../src/harness/session/result.ts";
import { exampleResult } from "../../fixtures/example_result.ts";

/** Fields that version 2 brought, by where they are. */
const NEW_IN_TWO = {
  fork: ["teardownNs", "freshProcess", "paddingBytes", "batchSetBy", "extraRounds", "rssBytes"],
  session: ["hostFingerprint", "resumedAt", "stages"],
  subject: ["adapter", "extraWorkPercent", "workerFlags"],
};

function without(value: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** A result as the first version wrote it. */
function versionOne(): object {
  const { host: _host, session, subjects, benchmarks, ...rest } = exampleResult();
  return {
    ...rest,
    schema: "puffinbench/1",
    session: { ...without(session, NEW_IN_TWO.session), profile: without(session.profile, ["adaptiveRounds"]) },
    subjects: subjects.map((subject) => without(subject, NEW_IN_TWO.subject)),
    benchmarks: benchmarks.map(({ cells, ...benchmark }) => ({
      ...without(benchmark, ["rounds"]),
      cells: cells.map((cell) =>
        cell.status === "measured" ? { ...cell, forks: cell.forks.map((fork) => without(fork, NEW_IN_TWO.fork)) } : cell
      ),
    })),
  };
}

Deno.test("migrated() brings a result of version 1 up to the present one and guesses nothing", () => {
  const outcome = migrated(versionOne());
  assert.ok(outcome.kind === "present");
  const result = resultSchema.parse(outcome.content);
  assert.equal(result.schema, RESULT_SCHEMA);
  const [cell] = result.benchmarks[0]!.cells;
  assert.ok(cell?.status === "measured");
  const [fork] = cell.forks;
  const old = exampleResult().benchmarks[0]!.cells[0]!;
  assert.ok(old.status === "measured");
  assert.deepEqual(fork?.wallNs, old.forks[0]?.wallNs);
  assert.deepEqual([fork?.teardownNs, fork?.paddingBytes, fork?.rssBytes, fork?.batchSetBy], [
    null,
    null,
    [],
    "control",
  ]);
  assert.equal(result.host.grade, null);
  assert.deepEqual(result.session.stages[0]?.benchmarks, ["tiny/diamond/noop"]);
});

Deno.test("migrated() hands a present result on as it is", () => {
  const result = exampleResult();
  assert.deepEqual(migrated(result), { kind: "present", content: result });
});

Deno.test("migrated() tells a newer result from something else, and an older one that is broken", () => {
  assert.deepEqual(migrated({ schema: "puffinbench/3" }), { kind: "newer", schema: "puffinbench/3" });
  assert.deepEqual(migrated({ schema: "other/3" }), { kind: "foreign", schema: "other/3" });
  assert.deepEqual(migrated("text"), { kind: "foreign", schema: undefined });
  assert.equal(migrated({ schema: "puffinbench/1" }).kind, "broken");
});
