/**
 * What the programs of the suite `coordination` must answer.
 * @module
 */
import { type Oracles, sequence } from "./oracle.ts";

/** Oracles by scenario. */
export const COORDINATION_ORACLES: Oracles = {
  lock: sequence,
};
