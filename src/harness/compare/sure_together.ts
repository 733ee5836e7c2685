/**
 * Which duels of a session are decided even if all of them are looked at together: Holm's adjustment over the exact
 * tests of all pairs. A duel's own interval is wrong once in twenty; among a hundred duels five would be, and here
 * hardly ever one.
 * @module
 */
import { holm } from "../../stats/holm.ts";
import { signedRankTest } from "../../stats/signed_rank.ts";
import type { BenchmarkAnalysis, MeasuredRow } from "./benchmark_analysis.ts";
import { PUFFINFLOW } from "../adapters/facts.ts";
import { TIE_MARGIN } from "./duel.ts";
import { forkPairs } from "./fork_pairs.ts";

/** Probability of one wrong decision among all. */
export const FAMILY_ALPHA = 0.05;

/** A duel of a session. */
export interface DuelName {
  readonly benchmarkId: string;
  readonly rival: string;
}

/** What is left of a session's duels. */
export interface SureTogether {
  /** Duels that are still decided. */
  readonly sure: readonly DuelName[];
  /** Processes from which on so many duels could all be decided, at the least. */
  readonly processesNeeded: number;
}

interface Tested extends DuelName {
  readonly p: number;
  readonly isDecided: boolean;
}

/**
 * Looks at all duels together.
 *
 * @param benchmarks The analysed benchmarks of a session.
 * @returns Which of them are sure.
 */
export function sureTogether(benchmarks: readonly BenchmarkAnalysis[]): SureTogether {
  const tested = benchmarks.flatMap(testedDuels);
  const adjusted = holm(tested.map(({ p }) => p));
  return {
    sure: tested.flatMap(({ benchmarkId, rival, isDecided }, index) =>
      isDecided && adjusted[index]! <= FAMILY_ALPHA ? [{ benchmarkId, rival }] : []
    ),
    // With n pairs no exact test gives less than 2 of 2ⁿ.
    processesNeeded: Math.ceil(Math.log2(2 * Math.max(tested.length, 1) / FAMILY_ALPHA)),
  };
}

function testedDuels({ id, rows, duels, primaryClock }: BenchmarkAnalysis): Tested[] {
  const reading = primaryClock === "cpu" ? "cpuNs" : "wallNs";
  const measured = new Map(
    rows.filter((row): row is MeasuredRow => row.status === "measured").map((row) => [row.subject, row.forks]),
  );
  const own = measured.get(PUFFINFLOW.id);
  return duels.flatMap(({ rival, outcome }): Tested[] => {
    const other = measured.get(rival);
    if (outcome === "not-compared" || own === undefined || other === undefined) return [];
    const differences = forkPairs({ subject: own, reference: other }, reading).map(({ subjectNs, referenceNs }) =>
      Math.log(subjectNs) - Math.log(referenceNs)
    );
    const p = outcome === "tie" ? pEqual(differences) : pDifferent(differences);
    return [{ benchmarkId: id, rival, p, isDecided: outcome !== "undecided" }];
  });
}

function pDifferent(differences: readonly number[]): number {
  if (differences.every((difference) => difference === 0)) return 1;
  const { pGreater, pLess } = signedRankTest(differences);
  return Math.min(1, 2 * Math.min(pGreater, pLess));
}

/** Of two tests, that it is above the lower margin and below the upper one, the one that is less sure. */
function pEqual(differences: readonly number[]): number {
  const margin = Math.log(1 + TIE_MARGIN);
  const above = signedRankTest(differences.map((difference) => difference + margin)).pGreater;
  const below = signedRankTest(differences.map((difference) => difference - margin)).pLess;
  return Math.max(above, below);
}
