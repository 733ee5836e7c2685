/**
 * Turns "who waits for whom" around: from each state to what its completion lets start.
 * @module
 */
import { ListTable } from "./list_table.ts";
import { JOINED, NOTHING, type Plan, SEVERAL } from "./plan.ts";

/** The part of a plan that says what follows a completion. */
export type Links = Pick<Plan, "next" | "direct" | "joins" | "joinNeeds" | "joinStates" | "joinSources">;

const NONE: readonly number[] = [];

/**
 * Links states that wait for all of their sources.
 *
 * @param sources Per state, the states it waits for; none for one that starts in another way.
 * @returns What follows each state.
 */
export function link(sources: readonly (readonly number[])[]): Links {
  // Most states have one successor or none: lists are made only for those that need one.
  const next = new Array<number>(sources.length).fill(NOTHING);
  const direct = new Array<readonly number[]>(sources.length).fill(NONE);
  const joins = new Array<readonly number[]>(sources.length).fill(NONE);
  const joinSources: (readonly number[])[] = [], joinStates: number[][] = [], known = new ListTable(sources.length);
  for (let state = 0; state < sources.length; state++) {
    const source = sources[state]!;
    if (source.length === 0) continue;
    if (source.length === 1) {
      addDirect(source[0]!, state);
      continue;
    }
    // The same states in another order are still the same join.
    const join = known.add(isSorted(source) ? source : source.toSorted((a, b) => a - b));
    if (join < joinStates.length) joinStates[join]!.push(state);
    else openJoin(source, state);
  }
  return { next, direct, joins, joinNeeds: joinSources.map((source) => source.length), joinStates, joinSources };

  function addDirect(from: number, state: number): void {
    if (next[from] === NOTHING) {
      next[from] = state;
      return;
    }
    if (direct[from] !== NONE) (direct[from] as number[]).push(state);
    else direct[from] = next[from]! >= 0 ? [next[from]!, state] : [state];
    next[from] = SEVERAL;
  }

  function openJoin(source: readonly number[], state: number): void {
    const join = joinSources.push(source) - 1, alone = [join] as const;
    joinStates.push([state]);
    for (const from of source) addJoin(from, alone);
  }

  function addJoin(from: number, alone: readonly [number]): void {
    const before = joins[from]!;
    // Branches of one join share its list, up to their second join.
    if (before.length === 0) joins[from] = alone;
    else if (before.length === 1) joins[from] = [before[0]!, alone[0]];
    else (before as number[]).push(alone[0]);
    if (next[from]! >= 0) direct[from] = [next[from]!];
    next[from] = next[from] === NOTHING ? JOINED - alone[0] : SEVERAL;
  }
}

function isSorted(list: readonly number[]): boolean {
  for (let i = 1; i < list.length; i++) if (list[i]! < list[i - 1]!) return false;
  return true;
}
