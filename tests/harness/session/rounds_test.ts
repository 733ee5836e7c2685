import assert from "node:assert/strict";
import { PROFILES } from "../../../src/harness/session/profile.ts";
import { bestRounds } from "../../../src/harness/session/rounds.ts";
import { forkOf } from "../compare/benchmark_fixture.ts";

/** Processes with so much spread between and within them, in percent. */
function forksWith(spread: { between: number; within: number }, count = 4) {
  return Array.from({ length: count }, (_, pass) => {
    const base = 1e6 * (1 + (spread.between / 100) * (pass % 2 === 0 ? 1 : -1));
    const wallNs = Array.from({ length: 30 }, (_, i) => base * (1 + (spread.within / 100) * (i % 2 === 0 ? 1 : -1)));
    return forkOf(pass, 1, { batch: 1, wallNs });
  });
}

const { gate, quick } = PROFILES;

Deno.test("bestRounds() is not known before four processes, and not wanted where the profile is final", () => {
  assert.equal(bestRounds(gate, [forksWith({ between: 5, within: 5 }, 3)]), null);
  assert.equal(bestRounds(quick, [forksWith({ between: 5, within: 5 }, 6)]), null);
});

Deno.test("bestRounds() takes more where samples differ, fewer where processes do, within the bounds", () => {
  assert.equal(bestRounds(gate, [forksWith({ between: 20, within: 1 })]), 15);
  assert.equal(bestRounds(gate, [forksWith({ between: 0, within: 10 })]), 40);
  // 102 ms until the first sample of 1 ms, and half of the variance within.
  const between = bestRounds(gate, [forksWith({ between: 3, within: 10 })]);
  assert.ok(between !== null && between > 15 && between < 40, `${between}`);
});

Deno.test("bestRounds() follows the arm that asks for most, and no process after the fourth", () => {
  const wide = forksWith({ between: 0, within: 10 });
  assert.equal(bestRounds(gate, [forksWith({ between: 20, within: 1 }), wide]), 40);
  assert.equal(bestRounds(gate, [[...wide, ...forksWith({ between: 60, within: 1 })]]), 40);
});
