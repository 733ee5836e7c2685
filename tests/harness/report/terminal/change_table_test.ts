import assert from "node:assert/strict";
import { type ChangeRow, drawChanges } from "../../../../src/harness/report/terminal/change_table.ts";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";

const FACE: Face = { width: 80, color: "off", charset: "unicode" };
const estimate = (value: number, half: number) => ({
  value,
  lo: value - half,
  hi: value + half,
  confidence: 0.95,
  n: 9,
});

const row = (verdict: ChangeRow["verdict"], changes: Partial<ChangeRow> = {}): ChangeRow => ({
  verdict,
  name: `a ${verdict} one`,
  unit: "ns",
  before: estimate(1_000, 10),
  now: estimate(1_100, 10),
  change: estimate(0.1, 0.01),
  note: null,
  ...changes,
});

Deno.test("drawChanges() lists the worst first, and counts what did not change", () => {
  const lines = drawChanges([row("same"), row("faster"), row("slower")], { face: FACE, isLong: false });
  assert.deepEqual(
    lines.map((line) => line.trimEnd().replace(/\s/g, " ").replace(/ {2,}/g, "  ")),
    [
      "  before  now  change",
      "▲ slower 1",
      "  a slower one  1.000 µs  1.100 µs  +10.0% +9.0 … +11.0",
      "▼ faster 1",
      "  a faster one  1.000 µs  1.100 µs  +10.0% +9.0 … +11.0",
      "3 rows: 1 slower, 1 faster, 1 same",
    ],
  );
});

Deno.test("drawChanges() lists what did not change if it is asked to, and says when nothing was compared", () => {
  const lines = drawChanges([row("same")], { face: FACE, isLong: true });
  assert.ok(lines.some((line) => line.includes("a same one")));
  assert.deepEqual(drawChanges([], { face: FACE, isLong: true }), ["0 rows: nothing compared"]);
});

Deno.test("drawChanges() puts a reason below its row, and stays within the terminal whatever it says", () => {
  const rows = [
    row("invalid", { before: null, now: null, change: null, note: "it died\u001b[31m ".repeat(40) }),
    row("slower", { name: "x".repeat(500) }),
    row("undecided", { change: estimate(3, Infinity) }),
  ];
  for (const width of [40, 80, 120]) {
    const lines = drawChanges(rows, { face: { ...FACE, width }, isLong: true });
    assert.ok(lines.every((line) => displayWidth(line) <= width), lines.join("\n"));
    assert.ok(!lines.join("").includes("\u001b"));
  }
});

Deno.test("drawChanges() does not call more of a rate slower", () => {
  const [, , line] = drawChanges([row("faster", { unit: "per-second", change: estimate(2, 0.1) })], {
    face: FACE,
    isLong: false,
  });
  assert.match(line!, /\+200%/);
  assert.doesNotMatch(line!, /slower/);
});
