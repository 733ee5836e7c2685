/**
 * A subject that skips work must not have a time: each program of each suite is run by subjects that do nothing,
 * stop half-way, or go on after an exception that they swallowed, and the parent's proof has to notice.
 * @module
 */
import assert from "node:assert/strict";
import type { MicroProgram, MicroPrograms } from "../../../src/harness/adapters/micro_program.ts";
import { coordination } from "../../../src/harness/adapters/puffinflow/coordination.ts";
import { coreAgent } from "../../../src/harness/adapters/puffinflow/core_agent.ts";
import { durability } from "../../../src/harness/adapters/puffinflow/durability.ts";
import { observability } from "../../../src/harness/adapters/puffinflow/observability.ts";
import { orchestration } from "../../../src/harness/adapters/puffinflow/orchestration.ts";
import { resources } from "../../../src/harness/adapters/puffinflow/resources.ts";
import { suiteOf } from "../../../src/harness/suites/suites.ts";
import { faultsOf, microOf } from "./program_trial.ts";

const SUBJECTS: Readonly<Record<string, MicroPrograms>> = {
  orchestration,
  "core-agent": coreAgent,
  resources,
  coordination,
  observability,
  durability,
};

/** Programs with fewer operations: the others are the same code with more of them. */
const MOST_OPERATIONS = 2_000;
/** Start workers or hold much memory, and are slow for it: their own tests break them. */
const SLOW: readonly string[] = ["parallel-workers", "memory-pressure"];

const HALF_WAY = "stops half-way";
/** Half of their operations is less than one run of an agent, which they do or do not do. */
const ONE_RUN: readonly string[] = ["step-sqlite-full", "step-sqlite-normal", "step-sqlite-off", "step-files-full"];

/** What is wrong with a subject, made from the program that it should run. */
const FAULTS: Readonly<Record<string, (program: MicroProgram) => MicroProgram>> = {
  "does nothing": () => () => ({ run: () => Promise.resolve(0) }),

  "says that it has done everything and does nothing": () => ({ operations, did }) => ({
    run() {
      did(operations);
      return Promise.resolve(0);
    },
  }),

  [HALF_WAY]: (program) => ({ operations, did }) =>
    operations === 1 ? { run: () => Promise.resolve(0) } : program({ operations: Math.floor(operations / 2), did }),

  "goes on after an exception that it swallowed": (program) => async ({ operations, did }) => {
    let calls = 0;
    const prepared = await program({
      operations,
      did(done) {
        if (++calls === 2) throw new Error("swallowed");
        did(done);
      },
    });
    let last = 0;
    return {
      ...prepared,
      run: (seed) => prepared.run(seed).then((digest) => last = digest, () => last),
    };
  },
};

for (const [name, programs] of Object.entries(SUBJECTS)) {
  const benchmarks = microOf(suiteOf(name)).filter(({ scenario, shape }, index, all) =>
    shape.operations < MOST_OPERATIONS && !SLOW.includes(scenario) &&
    all.findIndex((other) => other.scenario === scenario) === index
  );
  for (const [fault, breakIt] of Object.entries(FAULTS)) {
    Deno.test(`the suite ${name} has no time for a subject that ${fault}`, async () => {
      const unnoticed: string[] = [];
      for (const benchmark of benchmarks) {
        const broken = { [benchmark.scenario]: breakIt(programs[benchmark.scenario]!) };
        if (fault === HALF_WAY && ONE_RUN.includes(benchmark.scenario)) continue;
        if ((await faultsOf(broken, benchmark)).length === 0) unnoticed.push(benchmark.scenario);
      }
      assert.deepEqual(unnoticed, []);
      assert.ok(benchmarks.length > 5);
    });
  }
}
