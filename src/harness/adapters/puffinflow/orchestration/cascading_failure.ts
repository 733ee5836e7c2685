/**
 * Six states that fail now and then and are tried again, with two states behind each of them.
 * @module
 */
import { agent } from "puffinflow";
import { wilsonInterval } from "../../../../stats/wilson.ts";
import { EMPTY_FOLD, foldNext } from "../../../workload/digest.ts";
import {
  DEPENDANTS_EACH,
  EXPECTED_ATTEMPTS,
  EXPECTED_RECOVERY,
  FAILURE_PROBABILITIES,
  FailureDraws,
  MAX_ATTEMPTS,
} from "../../../workload/micro/failure_draws.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { FAILED, UPSTREAM_FAILED } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import type { LoopBuilt } from "../loop_built.ts";

/** Trials that figures are taken from. */
const FIGURE_TRIALS = 2_000;
/** Where the figures' failures come from. */
const FIGURE_SEED = 1;
/** How sure it has to be that what was observed is not what was drawn. */
const BAND = 0.999;
const STATES = FAILURE_PROBABILITIES.length;

/** One for all, as what an error costs is not the question here. */
const FAILURE = new Error("Drawn to fail");

/** One trial, as its states see it. */
interface Trial {
  readonly trial: number;
  readonly draws: FailureDraws;
  /** Attempts of each flaky state so far. */
  readonly attempts: number[];
}

const NAMES = FAILURE_PROBABILITIES.map((_, state) => ({
  flaky: `flaky-${state}`,
  dependants: Array.from({ length: DEPENDANTS_EACH }, (_, i) => `after-${state}-${i}`),
}));

function flakyAgent(): LoopBuilt<Trial> {
  let flow = agent("cascade").input<Trial>() as LoopBuilt<Trial>;
  for (const [state, { flaky, dependants }] of NAMES.entries()) {
    flow = flow.state(flaky, { retry: { maxAttempts: MAX_ATTEMPTS } }, async ({ input, attempt }) => {
      input.attempts[state]!++;
      await null;
      if (input.draws.fails(input.trial, { state, attempt })) throw FAILURE;
      return nextStep(input.trial, state);
    });
    for (const [i, name] of dependants.entries()) {
      flow = flow.state(name, { after: [flaky] }, ({ values: [value] }) => nextStep(value!, i));
    }
  }
  return flow.validate();
}

/** What became of the states of one trial. */
type Outcomes = Awaited<ReturnType<LoopBuilt<Trial>["run"]>>["states"];

/** Program of the scenario. */
export function cascadingFailure({ operations, did }: MicroTask): Prepared {
  const flow = flakyAgent();
  const tryOnce = async (trial: number, draws: FailureDraws) => {
    const attempts = Array<number>(STATES).fill(0);
    return { attempts, states: (await flow.run({ trial, draws, attempts })).states };
  };
  return {
    async run(seed) {
      const draws = new FailureDraws(seed, operations);
      let digest = EMPTY_FOLD;
      for (let trial = 0; trial < operations; trial++) {
        const { attempts, states } = await tryOnce(trial, draws);
        digest = foldTrial(digest, { attempts, states });
        did(1);
      }
      return digest;
    },
    async figures() {
      const draws = new FailureDraws(FIGURE_SEED, FIGURE_TRIALS), tally = new Tally();
      for (let trial = 0; trial < FIGURE_TRIALS; trial++) tally.count(await tryOnce(trial, draws));
      return tally.figures();
    },
  };
}

interface TrialOutcome {
  readonly attempts: readonly number[];
  readonly states: Outcomes;
}

function foldTrial(before: number, { attempts, states }: TrialOutcome): number {
  let digest = before;
  for (const [state, { flaky, dependants }] of NAMES.entries()) {
    const isCompleted = states[flaky]!.kind === "completed";
    digest = foldNext(digest, attempts[state]! + (isCompleted ? 0 : FAILED));
    for (const name of dependants) {
      const outcome = states[name]!;
      if (outcome.kind === "completed") digest = foldNext(digest, outcome.output);
      else digest = foldNext(digest, outcome.kind === "upstream-failed" ? UPSTREAM_FAILED : 0);
    }
  }
  return digest;
}

/** Counts what became of states. */
class Tally {
  #flaky = 0;
  #recovered = 0;
  #attempts = 0;
  #behindFailed = 0;
  #marked = 0;
  #unaffected = 0;
  #contained = 0;

  count({ attempts, states }: TrialOutcome): void {
    for (const [state, { flaky, dependants }] of NAMES.entries()) {
      const isCompleted = states[flaky]!.kind === "completed";
      this.#flaky++;
      this.#attempts += attempts[state]!;
      if (isCompleted) this.#recovered++;
      for (const name of dependants) this.#countDependant(states[name]!.kind, isCompleted);
    }
  }

  figures(): Readonly<Record<string, number>> {
    const recovery = { successes: this.#recovered, trials: this.#flaky };
    const { value, lo, hi } = wilsonInterval(recovery), band = wilsonInterval(recovery, { confidence: BAND });
    if (EXPECTED_RECOVERY < band.lo || EXPECTED_RECOVERY > band.hi) {
      throw new Error(`Of ${this.#flaky} states ${this.#recovered} ended well: not what retries can come to`);
    }
    return {
      failureRecoveryRatePercent: 100 * value,
      failureRecoveryRatePercentLow: 100 * lo,
      failureRecoveryRatePercentHigh: 100 * hi,
      expectedRecoveryRatePercent: 100 * EXPECTED_RECOVERY,
      attemptsPerState: this.#attempts / this.#flaky,
      expectedAttemptsPerState: EXPECTED_ATTEMPTS,
      retriesPerTrial: STATES * (this.#attempts / this.#flaky - 1),
      failureContainmentPercent: 100 * this.#contained / this.#unaffected,
      upstreamFailedPercent: 100 * this.#marked / this.#behindFailed,
    };
  }

  #countDependant(kind: Outcomes[string]["kind"], isUnaffected: boolean): void {
    if (isUnaffected) {
      this.#unaffected++;
      if (kind === "completed") this.#contained++;
    } else {
      this.#behindFailed++;
      if (kind === "upstream-failed") this.#marked++;
    }
  }
}
