import assert from "node:assert/strict";
import control from "../../../src/harness/adapters/control.ts";
import { BatchRunner } from "../../../src/harness/measure/batch.ts";
import type { LoadedWorkload } from "../../../src/harness/session/loaded_workload.ts";
import { serveRuns } from "../../../src/harness/session/served_runs.ts";
import { seedOf } from "../../../src/harness/workload/digest.ts";
import { expectedDigest } from "../../../src/harness/workload/expected.ts";

const workload = { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "noop" } } as const;

/** A workload of which each run does what it is told. */
function loadedWith(run: (seed: number) => Promise<number>): LoadedWorkload {
  const ledger = { executed: 0 }, prepared = { run };
  const runner = new BatchRunner({ prepared, ledger, seedName: workload.seedName });
  return { adapter: control, workload, prepared, ledger, runner };
}

/** Lines that come in these chunks, and what was answered. */
function linesOf(chunks: readonly (readonly string[])[]) {
  const answers: string[] = [], left = [...chunks];
  return {
    answers,
    lines: { moreLines: () => Promise.resolve(left.shift() ?? null), write: (line: string) => void answers.push(line) },
  };
}

Deno.test("serveRuns() answers each run with its digest, and sends echoes back as they are", async () => {
  const { answers, lines } = linesOf([["0", "e7"], ["1", "."]]);
  const served = await serveRuns(lines, loadedWith((seed) => Promise.resolve(expectedDigest(workload, seed))));
  const digest = (iteration: number) => expectedDigest(workload, seedOf("diamond", iteration, 0));
  assert.deepEqual(answers.toSorted(), [`0 ${digest(0)}`, `1 ${digest(1)}`, "e7"]);
  assert.deepEqual(served, { runs: 2, tasks: 0 });
});

Deno.test("serveRuns() runs what was asked for at the same time, and ends when all is answered", async () => {
  const { answers, lines } = linesOf([["0", "1", "2", "."]]);
  const { promise, resolve } = Promise.withResolvers<number>();
  let open = 0;
  const run = () => {
    if (++open === 3) resolve(9);
    return promise;
  };
  await serveRuns(lines, loadedWith(run));
  assert.deepEqual(answers, ["0 9", "1 9", "2 9"]);
});

Deno.test("serveRuns() tells what a run threw, on one line, and ends when nobody asks any more", async () => {
  const { answers, lines } = linesOf([["5"]]);
  await serveRuns(lines, loadedWith(() => Promise.reject(new RangeError("two\nlines"))));
  assert.equal(answers.length, 1);
  assert.match(answers[0]!, /^5 !RangeError: two.lines$/);
});
