/**
 * What a team's run comes to: a value, whatever happened, in which every member is listed, also one that was never
 * started. Figures over the members' outputs are `tally.ts`'s.
 * @module
 */
import type { Outputs } from "../agent/typing.ts";
import { PuffinError } from "../puffin_error.ts";
import type { CancelledRun, CompletedRun, FailedRun, TimedOutRun } from "../run/result.ts";

/** Outputs of a team's members: by name, or in the order of a list. */
export type TeamOutputs = Readonly<Record<string, Outputs>> | readonly Outputs[];

/** How a team's run ended. */
export type TeamStatus =
  /** All members completed; with a quorum, as many as it needs. */
  | "succeeded"
  /** Some members completed and some did not, and the policy is `collect`. */
  | "partial"
  /** No member completed, or the policy was broken. */
  | "failed"
  /** It took longer than its `timeoutMs`. */
  | "timed-out"
  /** Its signal was aborted. */
  | "cancelled";

/** A member whose run ended, `R`. */
export interface EndedMember<R extends { readonly status: string }> {
  /** How its run ended. */
  readonly status: R["status"];
  /** Its run's result. */
  readonly result: R;
  /** How long its run took, in milliseconds. */
  readonly durationMs: number;
}

/** A member that could not be started: what makes its input threw, or agents nest too deep. */
export interface FaultedMember {
  /** What became of it. */
  readonly status: "faulted";
  /** There is none. */
  readonly result: null;
  /** What was thrown. */
  readonly error: unknown;
}

/** A member whose turn had not come when the team ended. */
export interface NotStartedMember {
  /** What became of it. */
  readonly status: "not-started";
  /** There is none. */
  readonly result: null;
}

/** What became of a member with outputs `O`. */
export type MemberReport<O> =
  | EndedMember<CompletedRun<O>>
  | EndedMember<FailedRun<O>>
  | EndedMember<CancelledRun<O>>
  | EndedMember<TimedOutRun<O>>
  | FaultedMember
  | NotStartedMember;

/** How a team's run ended: `O` are the outputs of its members. */
export interface TeamResult<O extends TeamOutputs> {
  /** Name of the team. */
  readonly team: string;
  /** How it ended. */
  readonly status: TeamStatus;
  /**
   * What the first member to end without completing ended with; with a quorum that was missed a `QuorumError`, when timed out
   * a `RunTimeoutError`, when cancelled the signal's reason. `undefined` if the team succeeded.
   */
  readonly error: unknown;
  /** How long it took, the wait for members that were aborted included, in milliseconds. */
  readonly durationMs: number;
  /** Every member, whatever became of it. */
  readonly members: { readonly [K in keyof O]: MemberReport<O[K]> };
  /** Outputs of the members that completed; of others there is nothing, or `undefined` in a list. */
  readonly outputs: { readonly [K in keyof O]?: O[K] };
  /** Members of which functions still ran when the team had waited for them for `graceMs`: they do not heed their signals. */
  readonly stillRunning: readonly string[];
  /**
   * Gives the outputs of all members.
   *
   * @throws {TeamFailedError} If not all members completed, whatever the policy; `cause` is {@linkcode error}.
   */
  unwrap(): Readonly<O>;
}

/** A team did not do what was asked of it. */
export class TeamFailedError extends PuffinError {
  /** The class's name. */
  override readonly name = "TeamFailedError";
  /** Stable name of this kind of error. */
  override readonly code = "team-failed";

  /** Words the error. */
  constructor(
    /** Name of the team. */
    readonly team: string,
    /** How its run ended. */
    readonly status: TeamStatus,
    /** Its error, and how many members completed. */
    { cause, completed, size }: { readonly cause: unknown; readonly completed: number; readonly size: number },
  ) {
    const why = cause instanceof Error ? `: ${cause.message}` : "";
    super(
      `Cannot unwrap the run of team "${team}" as all its members must have completed: ` +
        `it is ${status}, and ${completed} of ${size} did${why}`,
      { cause },
    );
  }
}

/** What a result is made of. */
export interface TeamFacts {
  readonly team: string;
  readonly status: TeamStatus;
  readonly error: unknown;
  readonly durationMs: number;
  readonly stillRunning: readonly string[];
  /** What became of each member, in the order in which they were declared. */
  readonly reports: readonly MemberReport<Outputs>[];
  /** Names of the members, or `null` if they are a list. */
  readonly names: readonly string[] | null;
}

/**
 * Lays out a result.
 *
 * @param facts What it is made of.
 * @returns The result; frozen.
 */
export function teamResult(facts: TeamFacts): TeamResult<TeamOutputs> {
  const { reports, names, ...rest } = facts, { team, status, error: cause } = facts;
  const completed = reports.filter((report) => report.status === "completed").length, size = reports.length;
  const outputs = reports.map((report) => report.status === "completed" ? report.result.outputs : undefined);
  const laidOut = named(names, outputs) as Readonly<TeamOutputs>;
  return Object.freeze({
    ...rest,
    members: named(names, reports) as never,
    outputs: laidOut as never,
    unwrap: () => {
      if (completed < size) throw new TeamFailedError(team, status, { cause, completed, size });
      return laidOut;
    },
  });
}

function named(names: readonly string[] | null, values: readonly unknown[]): object {
  if (names === null) return Object.freeze(values);
  const entries = names.map((name, index) => [name, values[index]] as const);
  return Object.freeze(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
}
