/**
 * What a framework's file about its features has to offer: for each feature a small program that needs it, or one that
 * shows what happens without. The programs only build and run; whether what they did is the feature is judged by
 * `features/`, alike for all frameworks. A program that must cheat to pass, by doing the framework's part in code of
 * its own, is no program but an absence.
 * @module
 */

/** A piece of work that is handed to a program. */
export type Task = (value: number) => Promise<number>;

/** Work that goes on until its signal says to stop, if it is given one. */
export type StuckTask = (signal?: AbortSignal) => Promise<number>;

/** What the programs are given, by feature; each answers with what its run gave. */
export interface FeatureSites {
  /** A task that fails twice. The answer is what it gives the third time. */
  readonly retries: { readonly task: Task };
  /** A task that never ends, to be limited to `limitMs`. Any end of the run will do. */
  readonly timeouts: { readonly task: StuckTask; readonly limitMs: number };
  /** A task that never ends: the run is to be cancelled from outside when `started` is kept. Any end will do. */
  readonly cancellation: { readonly task: StuckTask; readonly started: Promise<void> };
  /**
   * Two tasks in a row. The second does not come to its end the first time: it fails, or it hangs as if its process had
   * been killed, whichever the framework can take up again; `reached` is kept then. A new run goes on from what was kept.
   */
  readonly resumption: {
    readonly first: Task;
    readonly second: (value: number, cut: "fails" | "hangs") => Promise<number>;
    readonly reached: Promise<void>;
  };
  /** Two tasks in a row, of which the second ends only when `seen` was called, by whoever reads the run's events. */
  readonly streaming: { readonly first: Task; readonly second: Task; readonly seen: (event: unknown) => void };
  /** The run stops between two tasks; `answer` is to be called while it does, and goes to the second. */
  readonly approval: {
    readonly before: Task;
    readonly after: (value: number, answer: number) => Promise<number>;
    readonly answer: () => number;
  };
  /** Two tasks in a row. The file has to show that the compiler refuses the first one's output as another type. */
  readonly typing: { readonly first: Task; readonly second: Task };
  /** Two tasks that wait for each other. The run is to end in an error, without either. */
  readonly deadlock: { readonly first: Task; readonly second: Task };
  /** A run with a number, and then one with a text in its place. That one is to end in an error, without the task. */
  readonly checkedInput: { readonly task: Task; readonly right: number; readonly wrong: unknown };
  /** Two tasks in a row. When the run has ended, another goes on behind the first, as if that had given `instead`. */
  readonly timeTravel: { readonly first: Task; readonly second: Task; readonly instead: number };
  /** A task whose output decides which of two goes on: `right` if it is odd. */
  readonly routing: { readonly first: Task; readonly left: Task; readonly right: Task };
  /** As many tasks side by side as `count` says, with 0, 1, 2, … The answer is the sum of what they give. */
  readonly dynamicFanOut: { readonly count: () => Promise<number>; readonly task: Task };
  /** A graph of one task inside another graph, between two of its tasks. */
  readonly subGraphs: { readonly before: Task; readonly inside: Task; readonly after: Task };
  /** `count` tasks, with 0, 1, 2, …, of which at most `limit` may be in flight. The answer is the sum of what they give. */
  readonly concurrencyLimit: { readonly count: number; readonly task: Task; readonly limit: number };
  /** A task that is its own successor, for at most `limit` steps. The run is to end in an error. */
  readonly stepLimit: { readonly task: Task; readonly limit: number };
  /** Two tasks side by side, of which one fails. The answer is the other one's output, as the ended run tells it. */
  readonly isolation: { readonly good: Task; readonly bad: Task };
}

/** Name of a feature. */
export type FeatureId = keyof FeatureSites;

/** A program that needs a feature, and what gives it. */
export interface FeatureProgram<Id extends FeatureId> {
  readonly kind: "program";
  /** What of the framework is used, in its own words: "retryPolicy of addNode". */
  readonly by: string;
  readonly run: (site: FeatureSites[Id]) => Promise<unknown>;
}

/** The nearest that a framework comes to a feature that it does not have. */
export interface AbsentFeature<Id extends FeatureId> {
  readonly kind: "absent";
  /** What there is instead, as a clause: "maxRetries is a number of attempts, without a limit of time". */
  readonly instead: string;
  /**
   * Shows it: fails if the framework has changed. It either runs a program, of which the judge must say that it is not
   * the feature, or looks for what is missing.
   */
  readonly run: (site: FeatureSites[Id]) => Promise<unknown>;
}

/** A feature that the framework has no place for. */
export interface InapplicableFeature {
  readonly kind: "not-applicable";
  /** Why, as a clause: "steps have no dependencies by name, so no two can wait for each other". */
  readonly why: string;
}

/** A framework's programs. */
export type FeaturePrograms = {
  readonly [Id in FeatureId]: FeatureProgram<Id> | AbsentFeature<Id> | InapplicableFeature;
};

/**
 * Says that a feature is there, and shows it.
 *
 * @param by What of the framework is used.
 * @param run The program.
 * @returns The entry.
 */
export function has<Id extends FeatureId>(by: string, run: FeatureProgram<Id>["run"]): FeatureProgram<Id> {
  return { kind: "program", by, run };
}

/**
 * Says that a feature is not there, and shows what happens.
 *
 * @param instead What there is instead.
 * @param run Shows it.
 * @returns The entry.
 */
export function lacks<Id extends FeatureId>(instead: string, run: AbsentFeature<Id>["run"]): AbsentFeature<Id> {
  return { kind: "absent", instead, run };
}

/**
 * Says that a framework has no place for a feature.
 *
 * @param why As a clause.
 * @returns The entry.
 */
export function hasNoPlaceFor(why: string): InapplicableFeature {
  return { kind: "not-applicable", why };
}

/** What an absence that was looked for, and not run, answers with. */
export class NothingFound {
  /** @param searched How many names were looked at. */
  constructor(readonly searched: number) {}
}

/** What was to be absent has a name by now. */
export class StillThereError extends Error {
  override readonly name = "StillThereError";
}

/**
 * Shows that a framework has no name for something: neither an export nor a member of what is given.
 *
 * @param places Modules and prototypes, by whatever name.
 * @param wanted What the name of the missing thing would have in it.
 * @returns How many names were looked at.
 * @throws {StillThereError} If there is such a name: the absence has to be looked into again.
 */
export function searched(places: readonly object[], wanted: RegExp): Promise<NothingFound> {
  const names = places.flatMap((place) => Reflect.ownKeys(place).map(String));
  const found = names.filter((name) => wanted.test(name));
  if (found.length === 0) return Promise.resolve(new NothingFound(names.length));
  return Promise.reject(
    new StillThereError(`Cannot say that nothing is called like ${wanted} as there is ${found.join(", ")}`),
  );
}
