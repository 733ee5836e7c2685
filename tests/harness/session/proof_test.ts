import assert from "node:assert/strict";
import fc from "fast-check";
import type { BatchAnswers, Stretch } from "../../../src/harness/measure/batch.ts";
import { ExpectedAnswers, explainFault } from "../../../src/harness/session/proof.ts";
import { fold, seedOf } from "../../../src/harness/workload/digest.ts";
import { expectedDigest } from "../../../src/harness/workload/expected.ts";
import type { Workload } from "../../../src/harness/workload/workload.ts";

const CHAIN: Workload = { seedName: "chain", shape: { kind: "chain", length: 20 }, kernel: { kind: "noop" } };

const rightDigest = (iteration: number) => expectedDigest(CHAIN, seedOf("chain", iteration, 0));

/** Answers of a stretch, right but for what `change` does to an iteration's. */
function answersOf({ firstIteration, iterations }: Stretch, change: Change = (_, right) => right): BatchAnswers {
  const all = Array.from({ length: iterations }, (_, i) => {
    const iteration = firstIteration + i;
    return change(iteration, { digest: rightDigest(iteration), tasks: 20 });
  });
  return { digests: all.map(({ digest }) => digest), tasks: all.map(({ tasks }) => tasks) };
}

type Answer = { digest: number; tasks: number };
type Change = (iteration: number, right: Answer) => Answer;

function proofOf(stretch: Stretch, change?: Change) {
  const { digests, tasks } = answersOf(stretch, change);
  return { ...stretch, digestFold: fold(digests), taskFold: fold(tasks) };
}

Deno.test("ExpectedAnswers.agreesWith() accepts the proof of any stretch that was done right", () => {
  const expected = new ExpectedAnswers(CHAIN);
  const stretch = fc.record({
    firstIteration: fc.integer({ min: 0, max: 5_000 }),
    iterations: fc.integer({ min: 1, max: 300 }),
  });
  fc.assert(fc.property(stretch, (right) => assert.ok(expected.agreesWith(proofOf(right)))));
});

Deno.test("ExpectedAnswers.agreesWith() refuses a proof with one wrong digest among many", () => {
  const proof = proofOf(
    { firstIteration: 3, iterations: 1_000 },
    (iteration, right) => iteration === 700 ? { ...right, digest: right.digest ^ 1 } : right,
  );
  assert.equal(new ExpectedAnswers(CHAIN).agreesWith(proof), false);
});

Deno.test("ExpectedAnswers.agreesWith() refuses right digests with a task left out", () => {
  const proof = proofOf(
    { firstIteration: 3, iterations: 10 },
    (iteration, right) => iteration === 5 ? { ...right, tasks: 19 } : right,
  );
  assert.equal(new ExpectedAnswers(CHAIN).agreesWith(proof), false);
});

Deno.test("ExpectedAnswers.agreesWith() refuses the right answers to other iterations", () => {
  const proof = { ...proofOf({ firstIteration: 3, iterations: 10 }), firstIteration: 4 };
  assert.equal(new ExpectedAnswers(CHAIN).agreesWith(proof), false);
});

Deno.test("explainFault() names the iteration, what it gave and what was expected", async () => {
  const change: Change = (iteration, right) => iteration === 5 ? { ...right, digest: 0xab } : right;
  const proof = proofOf({ firstIteration: 1, iterations: 10 }, change);
  const fault = await explainFault(
    proof,
    new ExpectedAnswers(CHAIN),
    (stretch) => Promise.resolve(answersOf(stretch, change)),
  );
  const expected = rightDigest(5).toString(16).padStart(8, "0");
  assert.equal(fault, `gave 0x000000ab instead of 0x${expected} in iteration 5`);
});

Deno.test("explainFault() counts the tasks before it looks at the digest", async () => {
  const change: Change = (iteration) => iteration === 5 ? { digest: 0, tasks: 19 } : { digest: 1, tasks: 20 };
  const proof = proofOf({ firstIteration: 5, iterations: 2 }, change);
  const fault = await explainFault(
    proof,
    new ExpectedAnswers(CHAIN),
    (stretch) => Promise.resolve(answersOf(stretch, change)),
  );
  assert.equal(fault, "executed 19 of 20 tasks in iteration 5");
});

Deno.test("explainFault() asks for a long stretch in pieces and stops at the first fault", async () => {
  const change: Change = (iteration, right) => iteration === 600 ? { ...right, tasks: 21 } : right;
  const asked: Stretch[] = [];
  const fault = await explainFault(
    proofOf({ firstIteration: 100, iterations: 2_000 }, change),
    new ExpectedAnswers(CHAIN),
    (stretch) => {
      asked.push(stretch);
      return Promise.resolve(answersOf(stretch, change));
    },
  );
  assert.equal(fault, "executed 21 of 20 tasks in iteration 600");
  assert.deepEqual(asked, [{ firstIteration: 100, iterations: 256 }, { firstIteration: 356, iterations: 256 }]);
});

Deno.test("explainFault() says so when a stretch is right the second time", async () => {
  const proof = { ...proofOf({ firstIteration: 7, iterations: 3 }), digestFold: 0 };
  const fault = await explainFault(
    proof,
    new ExpectedAnswers(CHAIN),
    (stretch) => Promise.resolve(answersOf(stretch)),
  );
  assert.equal(fault, "gave wrong answers somewhere in iterations 7 to 9, and right ones when asked again");
});
