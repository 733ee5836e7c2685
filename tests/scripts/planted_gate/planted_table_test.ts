import assert from "node:assert/strict";
import type { PlantedRecord } from "../../../scripts/planted_gate/planted_record.ts";
import { plantedLines, plantedRows, redBuilds, shareText } from "../../../scripts/planted_gate/planted_table.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { normal } from "../../stats/noise.ts";

const random = randomFromSeed(3);

function recordsOf(percent: number, count: number, noise = 0.02): PlantedRecord[] {
  const pairs = () => Array.from({ length: 15 }, () => Math.log1p(percent / 100) + noise * normal(random));
  return Array.from({ length: count }, (_, index) => ({
    benchmark: `benchmark-${index}`,
    quantity: "cpu",
    percent,
    screen: pairs(),
    confirm: pairs(),
    rivals: percent === 0 && index === 0 ? [0] : [],
  }));
}

Deno.test("plantedRows() counts what the gate confirms, and what other tools flag, for each planted change", () => {
  const rows = plantedRows([...recordsOf(20, 10), ...recordsOf(0, 10)]);
  assert.deepEqual(rows.map(({ percent }) => percent), [0, 20]);
  const [none, twenty] = rows;
  assert.deepEqual(twenty!.regressed.map(({ minEffect, share }) => [minEffect, share.found, share.trials]), [
    [0.02, 10, 10],
    [0.05, 10, 10],
  ]);
  assert.deepEqual(none!.regressed.map(({ share }) => share.found), [0, 0]);
  assert.deepEqual(none!.improved, { found: 0, trials: 10 });
  assert.deepEqual(none!.rivals.map(({ share }) => share.found), [1, 0, 0]);
});

Deno.test("plantedLines() says of each figure what it is and how sure it is", () => {
  const lines = plantedLines(plantedRows(recordsOf(10, 40)));
  assert.match(lines[0]!, /^planted into cpu +gate, 2 % +gate, 5 % +improved +10 % apart +benchstat +criterion$/);
  assert.match(lines[1]!, /^\+10 %, 40 times +100\.0% \[91\.2, 100\.0\] +100\.0% \[91\.2, 100\.0\] +0\.0% /);
});

Deno.test("redBuilds() draws suites of unchanged code, few of which are red", () => {
  const { drawn, measured } = redBuilds(recordsOf(0, 20), { suites: 200, size: 40, minEffect: 0.02, random });
  assert.equal(drawn.trials, 200);
  assert.ok(drawn.found <= 10, `${drawn.found} of 200 are red`);
  assert.deepEqual(measured, { found: 0, trials: 1 });
});

Deno.test("shareText() gives the exact interval of a share", () => {
  assert.equal(shareText({ found: 0, trials: 40 }), "0.0% [0.0, 8.8]");
});
