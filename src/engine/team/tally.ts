/**
 * Figures over what a team's members made. Who made nothing is named and not counted, and 0 is a value like any other.
 * @module
 */
import type { TeamOutputs, TeamResult } from "./team_result.ts";

/** Outputs of any one member. */
export type MemberOutputs<O> = O extends readonly (infer E)[] ? E : O[keyof O];

/** Names a member: its name, or its position in a list. */
export type MemberKey<O> = O extends readonly unknown[] ? number : keyof O & string;

/** A member and its figure. */
export interface Scored<O> {
  /** The member. */
  readonly member: MemberKey<O>;
  /** What it made. */
  readonly outputs: MemberOutputs<O>;
  /** The figure that was read from it. */
  readonly value: number;
}

/** Figures over some outputs. */
export interface Tally<O> {
  /** The members with a figure, in the order in which they were declared. */
  readonly scored: readonly Scored<O>[];
  /** The members without one: they did not complete, or there was no number to read. */
  readonly missing: readonly MemberKey<O>[];
  /** How many have a figure. */
  readonly count: number;
  /** Sum of the figures; 0 of none. */
  readonly sum: number;
  /** Mean of the figures; `undefined` of none. */
  readonly average: number | undefined;
}

/** Reads a figure from a member's outputs; `undefined`, `null` and `NaN` mean that there is none. */
export type ReadFigure<O> = (outputs: MemberOutputs<O>, member: MemberKey<O>) => number | null | undefined;

/**
 * Reads a figure from the outputs of each member that completed, and sums up.
 *
 * @param result What the team came to.
 * @param read Reads the figure.
 * @returns The figures, and who has none.
 */
export function tally<O extends TeamOutputs>(result: TeamResult<O>, read: ReadFigure<O>): Tally<O> {
  const scored: Scored<O>[] = [], missing: MemberKey<O>[] = [];
  for (const [name, report] of Object.entries(result.members)) {
    const member = (Array.isArray(result.members) ? Number(name) : name) as MemberKey<O>;
    const outputs = (report.status === "completed" ? report.result.outputs : undefined) as MemberOutputs<O> | undefined;
    const value = outputs === undefined ? undefined : read(outputs, member);
    if (outputs === undefined || value === undefined || value === null || Number.isNaN(value)) missing.push(member);
    else scored.push({ member, outputs, value });
  }
  const count = scored.length, sum = scored.reduce((sum, { value }) => sum + value, 0);
  return { scored, missing, count, sum, average: count === 0 ? undefined : sum / count };
}

/**
 * Finds the member with the highest figure; of several the first.
 *
 * @param result What the team came to.
 * @param read Reads the figure; give it with the sign turned to find the lowest.
 * @returns The member, or `undefined` if none has a figure.
 */
export function bestBy<O extends TeamOutputs>(result: TeamResult<O>, read: ReadFigure<O>): Scored<O> | undefined {
  const { scored } = tally(result, read);
  return scored.reduce<Scored<O> | undefined>(
    (best, one) => best === undefined || one.value > best.value ? one : best,
    undefined,
  );
}
