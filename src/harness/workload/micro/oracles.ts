/**
 * All oracles, by program: suite and scenario. A suite of micro programs is a file beside this one and a line here.
 * @module
 */
import { COORDINATION_ORACLES } from "./coordination.ts";
import { CORE_AGENT_ORACLES } from "./core_agent.ts";
import { DURABILITY_ORACLES } from "./durability.ts";
import { OBSERVABILITY_ORACLES } from "./observability.ts";
import type { Oracle, Oracles } from "./oracle.ts";
import { ORCHESTRATION_ORACLES } from "./orchestration.ts";
import { RESOURCES_ORACLES } from "./resources.ts";

const ORACLES: Readonly<Record<string, Oracles>> = {
  coordination: COORDINATION_ORACLES,
  "core-agent": CORE_AGENT_ORACLES,
  durability: DURABILITY_ORACLES,
  observability: OBSERVABILITY_ORACLES,
  orchestration: ORCHESTRATION_ORACLES,
  resources: RESOURCES_ORACLES,
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
