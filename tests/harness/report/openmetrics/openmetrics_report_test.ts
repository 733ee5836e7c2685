import assert from "node:assert/strict";
import fc from "fast-check";
import { inertText } from "../../../../src/harness/report/inert_text.ts";
import { openmetricsReport } from "../../../../src/harness/report/openmetrics/openmetrics_report.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";

const SAMPLE = /^([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\]|\\[\\"n])*"(?:,(?!\}))?)*)\})? (-?[\d.]+(?:e[+-]?\d+)?)$/;

interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads the text form strictly: one block a metric, metadata before samples, nothing after the end. */
function readExposition(text: string): ReadSample[] {
  const lines = text.split("\n");
  assert.equal(lines.pop(), "");
  assert.equal(lines.pop(), "# EOF");
  const seen = new Set<string>();
  let family = "";
  return lines.flatMap((line): ReadSample[] => {
    const meta = /^# (TYPE|UNIT|HELP) ([a-z_]+) (\S.*)$/.exec(line);
    if (meta !== null) {
      if (meta[1] === "TYPE") {
        family = meta[2]!;
        assert.ok(!seen.has(family), `${family} is there twice`);
        seen.add(family);
      }
      assert.equal(meta[2], family);
      if (meta[1] === "UNIT") assert.ok(family.endsWith(`_${meta[3]}`), `${family} must end with ${meta[3]}`);
      return [];
    }
    const [, name, labels, value] = SAMPLE.exec(line) ?? assert.fail(`no sample: ${line.slice(0, 200)}`);
    assert.equal(name, family);
    const pairs = [...(labels ?? "").matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)];
    return [{
      name: name!,
      labels: Object.fromEntries(pairs.map(([, key, text]) => [key!, text!.replace(/\\(.)/g, "$1")])),
      value: Number(value),
    }];
  });
}

Deno.test("openmetricsReport() writes what the golden file shows", async () => {
  await assertGolden("report_openmetrics.txt", openmetricsReport(reportModel()));
});

Deno.test("openmetricsReport() writes durations in seconds, with both bounds", () => {
  const samples = readExposition(openmetricsReport(reportModel()));
  const of = (name: string) =>
    samples.find((sample) =>
      sample.name === name && sample.labels.benchmark === "orchestration/scenario-1/noop" &&
      sample.labels.subject === "puffinflow"
    )!.value;
  const value = of("puffinbench_value_seconds");
  assert.ok(of("puffinbench_value_lower_seconds") < value && value < of("puffinbench_value_upper_seconds"));
  assert.ok(value > 1e-4 && value < 2e-4);
});

Deno.test("openmetricsReport() has no sample for what is not known", () => {
  const samples = readExposition(openmetricsReport(reportModel()));
  const failed = samples.filter(({ labels }) =>
    labels.benchmark === "orchestration/scenario-5/noop" && labels.subject === "langgraph"
  );
  assert.deepEqual(failed.map(({ name, labels }) => [name, labels.status]), [["puffinbench_cell_status", "failed"]]);
});

Deno.test("openmetricsReport() leaves out bounds that are infinite and metrics without samples", () => {
  const model = reportModel();
  const [suite] = model.suites;
  const [benchmark] = suite!.benchmarks;
  const cells = benchmark!.cells.map((cell) =>
    cell.status === "measured" ? { ...cell, value: { ...cell.value, lo: -Infinity, hi: Infinity } } : cell
  );
  const text = openmetricsReport({
    ...model,
    suites: [{ ...suite!, benchmarks: [{ ...benchmark!, cells, change: null }] }],
  });
  assert.match(text, /^puffinbench_value_seconds\{/m);
  assert.doesNotMatch(text, /value_lower|value_upper|puffinbench_change|puffinbench_verdict/);
});

Deno.test("openmetricsReport() is read back with its names whatever they are", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const samples = readExposition(openmetricsReport(hostileModel(text)));
      const values = samples.filter(({ name }) => name === "puffinbench_value_seconds");
      assert.ok(values.length > 0);
      for (const { labels } of values) assert.equal(labels.suite, inertText(text));
    }),
    { numRuns: 40 },
  );
});

Deno.test("openmetricsReport() satisfies promtool, where there is one", async () => {
  const text = openmetricsReport(reportModel());
  const verdict = await checkedByPromtool(text);
  assert.ok(verdict === null || verdict.code === 0, verdict?.complaint);
});

/** What `promtool check metrics` says; `null` where it is not installed. */
async function checkedByPromtool(text: string): Promise<{ code: number; complaint: string } | null> {
  try {
    const process = new Deno.Command("promtool", {
      args: ["check", "metrics"],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    })
      .spawn();
    const writer = process.stdin.getWriter();
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
    const { code, stderr, stdout } = await process.output();
    return { code, complaint: new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
