/**
 * How far sessions of one commit on one host are apart: what another day, another heap and another neighbour do to
 * a figure though the code is the same. A stored baseline has to exceed that before it says anything.
 * @module
 */
import { quantileOf } from "../../stats/quantile.ts";
import type { ArchivedPoint } from "./archive.ts";

/** Fewest sessions of one commit that say anything. */
export const FEWEST_SESSIONS = 8;
/** Share of the differences that stay below the floor. */
const QUANTILE = 0.95;

/**
 * Finds the floor of a series.
 *
 * @param points The sessions of one host, in any order.
 * @returns The 95th percentile of the differences between sessions of one commit, as a fraction; `undefined` where no
 * commit has {@linkcode FEWEST_SESSIONS}. Of several commits the largest counts.
 */
export function betweenSessionFloor(points: readonly ArchivedPoint[]): number | undefined {
  const known = points.filter(({ commit, value }) => commit !== null && value > 0);
  const groups = [...Map.groupBy(known, ({ commit }) => commit).values()].filter((group) =>
    group.length >= FEWEST_SESSIONS
  );
  const floors = groups.map((group) => {
    const logs = group.map(({ value }) => Math.log(value));
    const shifts = logs.flatMap((a, i) => logs.slice(i + 1).map((b) => Math.abs(a - b)));
    return Math.expm1(quantileOf(shifts, QUANTILE));
  });
  return floors.length === 0 ? undefined : Math.max(...floors);
}
