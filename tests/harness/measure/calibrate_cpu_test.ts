import assert from "node:assert/strict";
import { calibrateCpuRounds, TASK_CPU_NS } from "../../../src/harness/measure/calibrate_cpu.ts";

Deno.test("calibrateCpuRounds() finds the rounds that take the agreed time", () => {
  let nowMs = 0;
  const kernel = (seed: number, rounds: number) => {
    nowMs += (rounds * 2) / 1e6; // 2 ns a round
    return seed;
  };
  assert.equal(calibrateCpuRounds({ nowMs: () => nowMs, kernel }), TASK_CPU_NS / 2);
});

Deno.test("calibrateCpuRounds() goes by the quickest call when others are disturbed", () => {
  let nowMs = 0;
  let calls = 0;
  const kernel = (seed: number, rounds: number) => {
    nowMs += (rounds * (++calls === 7 ? 2 : 50)) / 1e6;
    return seed;
  };
  assert.equal(calibrateCpuRounds({ nowMs: () => nowMs, kernel }), TASK_CPU_NS / 2);
});

Deno.test("calibrateCpuRounds() asks for one round at least when a round is slower than a task", () => {
  let nowMs = 0;
  const kernel = (seed: number, rounds: number) => {
    nowMs += rounds;
    return seed;
  };
  assert.equal(calibrateCpuRounds({ nowMs: () => nowMs, kernel }), 1);
});

Deno.test("calibrateCpuRounds() measures the real kernel by default", () => {
  const rounds = calibrateCpuRounds();
  assert.ok(rounds > 100 && rounds < 1_000_000, `${rounds} rounds`);
});
