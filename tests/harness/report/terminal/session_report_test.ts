import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { analyseSession } from "../../../../src/harness/compare/session_analysis.ts";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { drawSessionReport } from "../../../../src/harness/report/terminal/session_report.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import { type Result, resultSchema } from "../../../../src/harness/session/result.ts";
import { assertGolden } from "../../../golden/golden.ts";
import { sessionResult } from "../../../golden/session_result.ts";

const PLAIN: Face = { width: 80, color: "off", charset: "unicode" };

function draw(result: Result, face: Face = PLAIN): string[] {
  return drawSessionReport(analyseSession(result), face);
}

/** The made-up session with one benchmark, whose cells a test writes itself. */
function sessionWith(change: (cells: Result["benchmarks"][number]["cells"]) => Result["benchmarks"][number]["cells"]) {
  const result = sessionResult();
  const [benchmark] = result.benchmarks;
  return { ...result, benchmarks: [{ ...benchmark!, cells: change(benchmark!.cells) }] };
}

Deno.test("the made-up session is one that the schema accepts", () => {
  assert.deepEqual(resultSchema.parse(sessionResult()), sessionResult());
});

Deno.test("drawSessionReport() draws what the golden files show", async () => {
  const faces: Record<string, Face> = {
    "terminal_80.txt": PLAIN,
    "terminal_120.txt": { ...PLAIN, width: 120 },
    "terminal_80_ascii.txt": { ...PLAIN, charset: "ascii" },
    "terminal_80_color.txt": { ...PLAIN, color: "on" },
    "terminal_60.txt": { ...PLAIN, width: 60 },
  };
  for (const [name, face] of Object.entries(faces)) {
    await assertGolden(name, `${draw(sessionResult(), face).join("\n")}\n`);
  }
});

Deno.test("drawSessionReport() writes the same text with and without colour", () => {
  const colored = draw(sessionResult(), { ...PLAIN, color: "on" });
  assert.deepEqual(colored.map(stripVTControlCharacters), draw(sessionResult()));
  assert.ok(colored.join("").includes("\x1b["));
});

Deno.test("drawSessionReport() says in its second line that PuffinFlow loses", () => {
  assert.match(draw(sessionResult())[1]!, /^PuffinFlow: slower in 1 of 5 comparisons/);
});

Deno.test("drawSessionReport() shows no time of a cell that is not measured", () => {
  const lines = draw(sessionWith((cells) => [
    ...cells.slice(0, 2),
    { subject: "langgraph", status: "invalid", reason: "run 12 executed 19 tasks instead of 20" },
  ]));
  const row = lines.find((line) => line.startsWith("LangGraph"));
  assert.equal(row, "LangGraph       invalid  run 12 executed 19 tasks instead of 20");
});

Deno.test("drawSessionReport() shows no number where too few processes give no interval", () => {
  const lines = draw(
    sessionWith((cells) =>
      cells.slice(0, 3).map((cell) => cell.status === "measured" ? { ...cell, forks: cell.forks.slice(0, 5) } : cell)
    ),
  );
  const rows = lines.filter((line) => /^(PuffinFlow|LangGraph|plain promises) /.test(line));
  assert.equal(rows.length, 3);
  for (const row of rows) {
    assert.match(row, /can’t tell/);
    assert.doesNotMatch(row, /\d/);
  }
});

Deno.test("drawSessionReport() has a heading for each column and no other", () => {
  const heading = (width: number) =>
    draw(sessionResult(), { ...PLAIN, width }).find((line) => line.includes("CPU time/run"))!;
  assert.equal(heading(80).trim().split(/ {2,}/).join(", "), "CPU time/run, overhead/state, vs fastest");
  assert.equal(
    heading(120).trim().split(/ {2,}/).join(", "),
    "CPU time/run, overhead/state, vs fastest, allocated/run",
  );
});

Deno.test("drawSessionReport() says nothing of comparisons when there was no other framework", () => {
  const text = draw(sessionWith((cells) => cells.slice(0, 2))).join("\n");
  assert.doesNotMatch(text, /comparison/);
  assert.match(text, /^PuffinFlow .* –$/m);
});

Deno.test("drawSessionReport() draws a session in which nothing was measured", () => {
  const text = draw(sessionWith((cells) => [{ subject: cells[0]!.subject, status: "interrupted", reason: "stopped" }]));
  assert.ok(text.some((line) => line === "plain promises  interrupted  stopped"));
});

Deno.test("drawSessionReport() says what made the machine noisy", () => {
  const result = sessionResult();
  const loadBefore = { ...result.machine.loadBefore, average: { value: [12, 1, 1] as [number, number, number] } };
  const lines = draw({ ...result, machine: { ...result.machine, loadBefore } });
  assert.ok(lines.includes("  ! noisy load per processor 1.5; puffinbench doctor says more"));
});

Deno.test("drawSessionReport() advises more processes only when they could settle a doubt", () => {
  const result = sessionResult();
  const advice = (name: string) =>
    draw({ ...result, session: { ...result.session, profile: { ...result.session.profile, name } } })
      .find((line) => line.includes("--profile"));
  assert.equal(advice("quick"), "  → --profile standard takes more processes");
  assert.equal(advice("standard"), "  → --profile gate takes more processes");
  assert.equal(advice("gate"), undefined);
});

Deno.test("drawSessionReport() says that a session was interrupted", () => {
  const result = sessionResult();
  const lines = draw({ ...result, session: { ...result.session, status: "interrupted" } });
  assert.match(lines.slice(0, 2).join(" "), /interrupted/);
});

Deno.test("drawSessionReport() stays within the face whatever names and reasons are", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("\x1b[2J\x1b]0;title\x07", "長い名前 ".repeat(20), "x".repeat(300), "a\nb\r\tc", "\u202etxet"),
  );
  const face = fc.record({
    width: fc.integer({ min: 40, max: 140 }),
    color: fc.constantFrom("on" as const, "off" as const),
    charset: fc.constantFrom("unicode" as const, "ascii" as const),
  });
  fc.assert(
    fc.property(text, text, face, (name, reason, face) => {
      for (const line of draw(hostile(name, reason), face)) {
        const shown = stripVTControlCharacters(line);
        assert.ok(displayWidth(shown) <= face.width, `${JSON.stringify(shown)} is wider than ${face.width}`);
        assert.doesNotMatch(shown, /\p{Cc}/u);
        if (face.charset === "ascii") assert.match(shown, /^[\x20-\x7e]*$/);
      }
    }),
    { numRuns: 60 },
  );
});

/** The made-up session with a text in every place that comes from outside. */
function hostile(name: string, reason: string): Result {
  const result = sessionResult();
  return {
    ...result,
    machine: { ...result.machine, cpu: { ...result.machine.cpu, model: { value: name } } },
    subjects: result.subjects.map((subject) => ({ ...subject, title: name + subject.title })),
    benchmarks: result.benchmarks.map((benchmark) => ({
      ...benchmark,
      title: name,
      cells: benchmark.cells.map((cell) => cell.status === "measured" ? cell : { ...cell, reason }),
    })),
  };
}
