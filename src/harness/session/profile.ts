/**
 * How much measuring each profile buys: forks, rounds and limits, as data. `statistics.md` §3.1 is
 * the source of the fork counts: six pairs are the fewest that can reach a two-sided 95 % interval.
 * @module
 */

/** Name of a profile on the command line. */
export type ProfileName = "quick" | "standard" | "gate";

/** The sampling plan of a profile. */
export interface Profile {
  readonly name: ProfileName;
  /** Fresh processes per cell. At least 6. */
  readonly forks: number;
  /** Samples per process after the dropped ones, for operations fast enough to allow it. */
  readonly rounds: number;
  /** Samples at the start of each process that are taken and thrown away. */
  readonly droppedRounds: number;
  /** Shortest duration of one sample, in milliseconds: fast operations are batched up to it. */
  readonly sampleMs: number;
  /** Shortest and longest warm-up of a process, in milliseconds. */
  readonly warmUpMs: readonly [shortest: number, longest: number];
  /** Time one process may spend on its recorded samples, in milliseconds; slow operations get fewer rounds. */
  readonly samplingBudgetMs: number;
  /** Fewest recorded samples a process takes however slow the operation is. */
  readonly fewestRounds: number;
}

/** The profiles, by name. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  quick: {
    name: "quick",
    forks: 6,
    rounds: 10,
    droppedRounds: 2,
    sampleMs: 5,
    warmUpMs: [100, 500],
    samplingBudgetMs: 120,
    fewestRounds: 2,
  },
  standard: {
    name: "standard",
    forks: 10,
    rounds: 30,
    droppedRounds: 2,
    sampleMs: 5,
    warmUpMs: [300, 5_000],
    samplingBudgetMs: 1_000,
    fewestRounds: 5,
  },
  gate: {
    name: "gate",
    forks: 15,
    rounds: 30,
    droppedRounds: 2,
    sampleMs: 5,
    warmUpMs: [300, 5_000],
    samplingBudgetMs: 1_000,
    fewestRounds: 5,
  },
};
