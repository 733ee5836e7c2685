/**
 * How much measuring each profile buys: forks, rounds and limits, as data. `statistics.md` §3.1 is
 * the source of the fork counts: six pairs are the fewest that can reach a two-sided 95 % interval.
 * @module
 */

/** Name of a profile on the command line. */
export type ProfileName = "quick" | "standard" | "gate";

/** What a profile does otherwise with some benchmarks; `effort.ts` lays it over the rest. */
export interface ProfileExceptions {
  /** For programs of one part of an engine. @default nothing is different */
  readonly programs?: ProgramException;
  /** For benchmarks that are one of many, with many subjects. @default nothing is different */
  readonly brisk?: BriskException;
  /** For graphs whose tasks wait. @default nothing is different */
  readonly waits?: Partial<Pick<Profile, "warmUpMs" | "samplingBudgetMs">>;
}

/** What may be different for benchmarks of which there are many. */
export type BriskException = Partial<
  Pick<
    Profile,
    | "isolation"
    | "rounds"
    | "adaptiveRounds"
    | "droppedRounds"
    | "warmUpMs"
    | "samplingBudgetMs"
    | "latencyBudgetMs"
    | "fewestRounds"
  >
>;

/** What is different for programs. */
export interface ProgramException extends
  Partial<
    Pick<
      Profile,
      | "isolation"
      | "rounds"
      | "droppedRounds"
      | "adaptiveRounds"
      | "warmUpMs"
      | "samplingBudgetMs"
      | "latencyBudgetMs"
      | "fewestRounds"
    >
  > {
  /** Operations after which a process counts as warm in any case, once the shortest warm-up is over. */
  readonly enoughOperations: number;
}

/** The sampling plan of a profile. */
export interface Profile extends ProfileExceptions {
  readonly name: ProfileName;
  /**
   * What a process is fresh for. `benchmark`: each benchmark has processes of its own. `pass`: each subject has
   * one process a pass, which measures all benchmarks in random order; it warms up in earnest for the first of
   * them and for `warmAgainMs` (shortest, longest) for each other one. Cheaper by far where starting and
   * warming up a framework takes longer than measuring it, at the price that benchmarks share a heap.
   */
  readonly isolation:
    | { readonly kind: "benchmark" }
    | { readonly kind: "pass"; readonly warmAgainMs: readonly [shortest: number, longest: number] };
  /** Processes per cell. At least 6. */
  readonly forks: number;
  /** Samples per process after the dropped ones, for operations fast enough to allow it. */
  readonly rounds: number;
  /**
   * Bounds of the rounds that replace `rounds` once the first processes have shown which number makes the
   * best use of the time; `null` if `rounds` stays.
   */
  readonly adaptiveRounds: readonly [fewest: number, most: number] | null;
  /** Samples at the start of each process that are taken and thrown away, unless samples are long. */
  readonly droppedRounds: number;
  /** Shortest duration of one sample, in milliseconds: fast operations are batched up to it. */
  readonly sampleMs: number;
  /** Shortest and longest warm-up of a fresh process, in milliseconds. */
  readonly warmUpMs: readonly [shortest: number, longest: number];
  /** Runs after which a process counts as warm in any case, once the shortest warm-up is over; `null` if never. */
  readonly enoughRuns: number | null;
  /** Time one process may spend on its recorded samples, in milliseconds; slow operations get fewer rounds. */
  readonly samplingBudgetMs: number;
  /** Time a process may spend after its samples on timing runs one by one, in milliseconds. @default {0} */
  readonly latencyBudgetMs?: number;
  /**
   * Runs that each process records, in place of what its speed and the other processes would make it record; rounded
   * up so that all samples have equally many. @default as many as rounds and budgets allow
   */
  readonly iterations?: number;
  /** Fewest recorded samples a process takes however slow the operation is. */
  readonly fewestRounds: number;
}

/** How a fresh process per benchmark is measured. */
const THOROUGH = {
  isolation: { kind: "benchmark" },
  rounds: 30,
  adaptiveRounds: [15, 60],
  droppedRounds: 2,
  sampleMs: 5,
  warmUpMs: [300, 5_000],
  enoughRuns: null,
  samplingBudgetMs: 1_000,
  fewestRounds: 5,
} as const;

/**
 * Operations after which half of all programs take within a tenth of what they will ever take, and after twice as
 * many within a twentieth; found by running each in a fresh process.
 */
const ENOUGH_OPERATIONS = 200_000;

/**
 * How programs are measured where each would otherwise get a process of its own: all of a subject's programs in one
 * fresh process a pass. They are a hundred and more, and what a program takes is a fraction of what a start takes.
 */
const PROGRAMS_TOGETHER: ProgramException = {
  isolation: { kind: "pass", warmAgainMs: [60, 300] },
  enoughOperations: 2 * ENOUGH_OPERATIONS,
  rounds: 15,
  adaptiveRounds: null,
  warmUpMs: [300, 2_000],
  samplingBudgetMs: 150,
  latencyBudgetMs: 0,
  fewestRounds: 3,
};

/**
 * How hundreds of cells are measured in minutes: all of a subject's in one fresh process a pass. Slow frameworks are
 * traced and sampled once in it; what stays as it was is the number of processes, on which intervals depend.
 */
const MANY_TOGETHER: BriskException = {
  isolation: { kind: "pass", warmAgainMs: [25, 80] },
  rounds: 6,
  adaptiveRounds: null,
  droppedRounds: 1,
  warmUpMs: [300, 1_200],
  samplingBudgetMs: 40,
  latencyBudgetMs: 0,
  fewestRounds: 1,
};

/** The profiles, by name. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  quick: {
    name: "quick",
    isolation: { kind: "pass", warmAgainMs: [25, 120] },
    forks: 6,
    rounds: 7,
    adaptiveRounds: null,
    droppedRounds: 2,
    sampleMs: 5,
    warmUpMs: [100, 1_200],
    enoughRuns: 20_000,
    samplingBudgetMs: 60,
    fewestRounds: 1,
    programs: {
      enoughOperations: ENOUGH_OPERATIONS,
      isolation: { kind: "pass", warmAgainMs: [30, 100] },
      rounds: 5,
      droppedRounds: 1,
      samplingBudgetMs: 30,
    },
    brisk: { isolation: { kind: "pass", warmAgainMs: [10, 30] }, rounds: 3, droppedRounds: 1, samplingBudgetMs: 15 },
  },
  standard: {
    ...THOROUGH,
    name: "standard",
    forks: 10,
    latencyBudgetMs: 500,
    programs: PROGRAMS_TOGETHER,
    brisk: MANY_TOGETHER,
    waits: { warmUpMs: [100, 600], samplingBudgetMs: 300 },
  },
  // Pairs of one and the same framework: what a short warm-up leaves undone is left undone in both. By these limits
  // no pair takes a second and a half, so that forty benchmarks take less than a quarter of an hour.
  gate: {
    ...THOROUGH,
    name: "gate",
    forks: 15,
    adaptiveRounds: [15, 40],
    warmUpMs: [300, 400],
    samplingBudgetMs: 200,
  },
};
