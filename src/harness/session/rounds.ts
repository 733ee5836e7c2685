/**
 * How many rounds of samples a process takes: as many as the profile has, until the first processes have
 * shown which number makes the best use of the time (`stats/kalibera_jones.ts`). Pure arithmetic.
 * @module
 */
import { varianceComponents } from "../../stats/icc.ts";
import { optimalRounds } from "../../stats/kalibera_jones.ts";
import { median } from "../../stats/median.ts";
import type { Effort } from "./effort.ts";
import type { Fork } from "./result.ts";

/** Processes of an arm from which the number is taken; later ones follow it. */
export const DECIDING_FORKS = 4;

const NS_PER_MS = 1e6;

/**
 * Finds the rounds that make the best use of the time for a benchmark.
 *
 * @param profile Its bounds.
 * @param arms The processes of each arm so far, oldest first.
 * @returns The largest number that an arm asks for, within the bounds; `null` as long as there are too few
 * processes, or where the profile stays with its own number.
 */
export function bestRounds(
  { adaptiveRounds, iterations }: Pick<Effort, "adaptiveRounds" | "iterations">,
  arms: readonly (readonly Fork[])[],
): number | null {
  if (adaptiveRounds === null || iterations !== undefined) return null;
  const [fewest, most] = adaptiveRounds;
  const answers = arms.flatMap((forks) => {
    const deciding = forks.slice(0, DECIDING_FORKS);
    const isTold = deciding.length === DECIDING_FORKS && deciding.some(({ wallNs }) => wallNs.length > 1);
    return isTold ? [roundsFor(deciding, most)] : [];
  });
  return answers.length === 0 ? null : Math.max(fewest, ...answers);
}

function roundsFor(forks: readonly Fork[], most: number): number {
  const groups = forks.map(({ wallNs, batch }) => wallNs.map((ns) => Math.log(Math.max(ns, 1) / batch)));
  const { within, between } = varianceComponents(groups);
  return optimalRounds({
    forkMs: median(forks.map(readyMs)),
    sampleMs: Math.max(median(forks.flatMap(({ wallNs }) => wallNs)) / NS_PER_MS, 1e-3),
    within,
    between,
    most,
  });
}

/** Time that a process took until its first sample, but for its start itself. */
function readyMs({ importNs, prepareNs, firstRunNs, warmUp }: Fork): number {
  return (importNs + prepareNs + firstRunNs) / NS_PER_MS + warmUp.elapsedMs;
}
