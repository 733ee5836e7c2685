import assert from "node:assert/strict";
import type { HistoryModel } from "../../../../src/harness/report/model.ts";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import {
  drawHistories,
  drawHistory,
  type DrawnHistory,
} from "../../../../src/harness/report/terminal/history_lines.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";

const FACE: Face = { width: 80, color: "off", charset: "unicode" };

type Point = HistoryModel["points"][number];

const point = (day: number, value: number, changes: Partial<Point> = {}): Point => ({
  at: `2026-03-${String(day).padStart(2, "0")}T00:00:00.000Z`,
  label: null,
  commit: "0123456789abcdef",
  value: { value, lo: value - 10, hi: value + 10, confidence: 0.95, n: 10 },
  isNoisy: false,
  ...changes,
});

const drawn = (points: readonly Point[], changes: HistoryModel["changes"] = []): DrawnHistory => ({
  history: { benchmarkId: "suite/deep-chain/noop", title: "deep chain", points, changes },
  unit: "ns",
  metric: "cpu",
  better: "lower",
});

Deno.test("drawHistories() draws a curve in small, what it is now, and since when", () => {
  const points = [point(1, 1_000, { label: "v1" }), point(2, 1_000), point(3, 1_300), point(4, 1_300)];
  const [line, summary] = drawHistories([drawn(points, [{ index: 2, change: 0.3 }])], FACE);
  assert.match(line!, /^deep-chain\/noop cpu {2}▁▁██ +1\.300\sµs {2}▲ \+30\.0% since 2026-03-03$/u);
  assert.match(summary!, /^1 series over up to 4 sessions; the level of 1 changed/);
});

Deno.test("drawHistories() leaves noisy sessions out of the curve, and lets many sessions share columns", () => {
  const noisy = drawHistories([drawn([point(1, 10), point(2, 90, { isNoisy: true }), point(3, 20)])], FACE);
  assert.match(noisy[0]!, /▁○█/);
  const many = Array.from({ length: 300 }, (_, index) => point(1 + index % 28, 1_000 + index));
  assert.equal(/[▁-█]+/.exec(drawHistories([drawn(many)], FACE)[0]!)?.[0].length, 24);
});

Deno.test("drawHistory() has a line for each session, with its release, commit and what begins with it", () => {
  const points = [point(1, 1_000, { label: "v1" }), point(2, 1_300, { isNoisy: true }), point(3, 800, { label: "v2" })];
  const lines = drawHistory(drawn(points, [{ index: 2, change: -0.2 }]), FACE);
  assert.match(lines[1]!, /^● 2026-03-01 00:00 {2}0123456 {2}v1/);
  assert.match(lines[2]!, /^○ 2026-03-02/);
  assert.match(lines[3]!, /v2 .*800.*▼ −20\.0%$/);
});

Deno.test("drawHistories() and drawHistory() stay within the terminal and print nothing that it would obey", () => {
  const hostile = {
    ...drawn([point(1, 1, { label: "\u001b[2J".repeat(50) }), point(2, 2)], [{ index: 1, change: 1 }]),
  };
  const named = { ...hostile, history: { ...hostile.history, benchmarkId: `x/${"\u001b]0;a\u0007長".repeat(80)}` } };
  for (const width of [40, 80]) {
    for (const lines of [drawHistories([named], { ...FACE, width }), drawHistory(named, { ...FACE, width })]) {
      assert.ok(lines.every((line) => displayWidth(line) <= width), lines.join("\n"));
      assert.ok(!lines.join("").includes("\u001b"));
    }
  }
});
