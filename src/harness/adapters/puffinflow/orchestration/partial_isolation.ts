/**
 * Three states that work and two that fail in one run, all of which take the same lease and the same lock.
 * @module
 */
import { agent } from "puffinflow";
import { Mutex } from "puffinflow/coordination";
import { ResourcePool } from "puffinflow/resources";
import { EMPTY_FOLD, foldNext } from "../../../workload/digest.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { ISOLATION_STATES } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { mediansOf } from "../figure_times.ts";
import type { LoopBuilt } from "../loop_built.ts";

/** Pairs of runs, with the failing states and without, that the delay is taken from. */
const FIGURE_RUNS = 200;

/** One for all, as what an error costs is not the question here. */
const FAILURE = new Error("Meant to fail");

/** One run, as its states see it. */
interface Round {
  readonly value: number;
  /** Called by each state, while it holds everything. */
  readonly inside: (state: number) => void;
}

/** What the states of all runs share. */
interface Shared {
  readonly pool: ResourcePool;
  readonly lock: Mutex;
}

const GOOD = ISOLATION_STATES.flatMap((kind, state) => kind === "good" ? [state] : []);

function nameOf(state: number): string {
  return `${ISOLATION_STATES[state]!}-${state}`;
}

function mixedAgent(states: readonly number[], { pool, lock }: Shared): LoopBuilt<Round> {
  let flow = agent("mixed", { pool, onFailure: "isolate" }).input<Round>() as LoopBuilt<Round>;
  for (const state of states) {
    flow = flow.state(nameOf(state), { resources: { seat: 1 }, holds: [lock] }, async ({ input }) => {
      input.inside(state);
      await null;
      if (ISOLATION_STATES[state] === "bad") throw FAILURE;
      return nextStep(input.value, state);
    });
  }
  return flow.validate();
}

/** Program of the scenario. */
export function partialIsolation({ operations, did }: MicroTask): Prepared {
  const shared: Shared = { pool: new ResourcePool({ seat: 2 }), lock: new Mutex() };
  const mixed = mixedAgent([...ISOLATION_STATES.keys()], shared), good = mixedAgent(GOOD, shared);
  const stillHeld = () => shared.pool.held + (shared.lock.isLocked ? 1 : 0);
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      const inside = (state: number) => void (digest = foldNext(digest, state));
      for (let round = 0; round < operations / ISOLATION_STATES.length; round++) {
        const { states } = await mixed.run({ value: nextStep(seed, round), inside });
        for (const state of ISOLATION_STATES.keys()) {
          const outcome = states[nameOf(state)]!;
          // A state that fails has no output to fold: it must have failed of its own failure.
          if (outcome.kind === "failed" && outcome.error !== FAILURE) throw outcome.error;
          digest = foldNext(digest, outcome.kind === "completed" ? outcome.output : 0);
        }
        digest = foldNext(digest, stillHeld());
        did(ISOLATION_STATES.length);
      }
      return digest;
    },
    async figures() {
      const { withBad, without } = await mediansOf(FIGURE_RUNS, async () => ({
        withBad: await lastGoodUs(mixed),
        without: await lastGoodUs(good),
      }));
      const { states } = await mixed.run({ value: 1, inside: () => {} });
      const isolated = GOOD.filter((state) => states[nameOf(state)]!.kind === "completed");
      return {
        failureIsolationRatePercent: 100 * isolated.length / GOOD.length,
        goodDelayUs: withBad - without,
        leakedLeases: stillHeld(),
      };
    },
  };
}

/** When the last of the working states got what it needs, in microseconds from the start of the run. */
async function lastGoodUs(flow: LoopBuilt<Round>): Promise<number> {
  const startedMs = performance.now();
  let lastMs = startedMs;
  const inside = (state: number) => {
    if (ISOLATION_STATES[state] === "good") lastMs = performance.now();
  };
  await flow.run({ value: 1, inside });
  return (lastMs - startedMs) * 1e3;
}
