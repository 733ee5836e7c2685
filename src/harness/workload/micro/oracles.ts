/**
 * All oracles, by program: suite and scenario. A suite of micro programs is a file beside this one and a line here.
 * @module
 */
import { COORDINATION_ORACLES } from "./coordination.ts";
import type { Oracle, Oracles } from "./oracle.ts";

const ORACLES: Readonly<Record<string, Oracles>> = {
  coordination: COORDINATION_ORACLES,
};

/**
 * Finds the oracle of a program.
 *
 * @param program Suite and scenario, for example `coordination/lock`.
 * @returns What its runs must answer.
 * @throws {RangeError} If there is no such program.
 */
export function oracleOf(program: string): Oracle {
  const [suite = "", scenario = ""] = program.split("/");
  const oracle = ORACLES[suite]?.[scenario];
  if (oracle === undefined) {
    throw new RangeError(`Cannot check a micro program as it must be known: "${program}" is not`);
  }
  return oracle;
}
