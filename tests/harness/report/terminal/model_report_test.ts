import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { drawReport } from "../../../../src/harness/report/terminal/model_report.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { hostileModel, hostileText } from "../hostile_model.ts";

const PLAIN: Face = { width: 80, color: "off", charset: "unicode" };

/** The report without a baseline and without ratings. */
function unjudged(): ReportModel {
  const model = reportModel();
  const suites = model.suites.map((suite) => ({
    ...suite,
    benchmarks: suite.benchmarks.map((benchmark) => ({
      ...benchmark,
      change: null,
      cells: benchmark.cells.map((cell) => cell.status === "measured" ? { ...cell, rating: null } : cell),
    })),
  }));
  return { ...model, suites, gate: null, findings: model.findings.filter(({ kind }) => kind !== "changed") };
}

Deno.test("drawReport() draws what the golden files show", async () => {
  const faces: Record<string, Face> = {
    "terminal_report_80.txt": PLAIN,
    "terminal_report_120.txt": { ...PLAIN, width: 120 },
    "terminal_report_80_ascii.txt": { ...PLAIN, charset: "ascii" },
    "terminal_report_80_color.txt": { ...PLAIN, color: "on" },
    "terminal_report_60.txt": { ...PLAIN, width: 60 },
  };
  for (const [name, face] of Object.entries(faces)) {
    await assertGolden(name, `${drawReport(reportModel(), face).join("\n")}\n`);
  }
  await assertGolden("terminal_report_unjudged.txt", `${drawReport(unjudged(), PLAIN).join("\n")}\n`);
});

Deno.test("drawReport() writes the same text with and without colour", () => {
  const colored = drawReport(reportModel(), { ...PLAIN, color: "on" });
  assert.deepEqual(colored.map(stripVTControlCharacters), drawReport(reportModel(), PLAIN));
  assert.ok(colored.join("").includes("\x1b["));
});

Deno.test("drawReport() shows bounds, percentiles and words of ratings on a wide terminal only", () => {
  const text = (width: number) => drawReport(reportModel(), { ...PLAIN, width }).join("\n");
  for (const detail of ["95% interval  ", "152 µs p95", "●●○○○ acceptable", "▲ 21.0× 20.7–21.3"]) {
    assert.ok(!text(109).includes(detail), detail);
    assert.ok(text(110).includes(detail.trimEnd()), detail);
  }
});

Deno.test("drawReport() says how many subjects a narrow terminal hides", () => {
  const text = drawReport(reportModel(), { ...PLAIN, width: 60 }).join(" ").replaceAll(/\s+/g, " ");
  assert.match(text, /a wider terminal shows 1 more subject/);
  assert.doesNotMatch(drawReport(reportModel(), PLAIN).join(" ").replaceAll(/\s+/g, " "), /more subject/);
});

Deno.test("drawReport() marks rows of several modes and of other doubts", () => {
  const lines = drawReport(reportModel(), PLAIN);
  assert.ok(lines.some((line) => /^scenario-3\/noop 2m /.test(line)));
  assert.ok(lines.some((line) => /^scenario-6\/noop ! /.test(line)));
});

Deno.test("drawReport() shows no number of a benchmark that has no time", () => {
  const model = unjudged();
  const [suite] = model.suites;
  const [first, second] = suite!.benchmarks;
  const lines = drawReport({
    ...model,
    suites: [{
      ...suite!,
      benchmarks: [
        { ...first!, cells: [{ status: "failed", subject: "puffinflow", reason: "out of luck" }] },
        { ...second!, cells: [] },
      ],
    }],
  }, PLAIN);
  assert.ok(lines.includes("scenario-0/noop  failed  out of luck"), lines.join("\n"));
  assert.ok(lines.includes("scenario-1/noop  not measured"));
});

Deno.test("drawReport() says that a session was interrupted", () => {
  const model = reportModel();
  const lines = drawReport({ ...model, session: { ...model.session, status: "interrupted" } }, PLAIN);
  assert.match(lines.slice(0, 2).join(" "), /interrupted/);
});

Deno.test("drawReport() stays within the face whatever names are", () => {
  const face = fc.record({
    width: fc.integer({ min: 40, max: 140 }),
    color: fc.constantFrom("on" as const, "off" as const),
    charset: fc.constantFrom("unicode" as const, "ascii" as const),
  });
  fc.assert(
    fc.property(hostileText(), face, (text, face) => {
      for (const line of drawReport(hostileModel(text), face)) {
        const shown = stripVTControlCharacters(line);
        assert.ok(displayWidth(shown) <= face.width, `${JSON.stringify(shown)} is wider than ${face.width}`);
        assert.doesNotMatch(shown, /[\p{Cc}\p{Cf}]/u);
        if (face.charset === "ascii") assert.match(shown, /^[\x20-\x7e]*$/);
      }
    }),
    { numRuns: 60 },
  );
});
