/**
 * What plain code can do: whatever its author writes. There is no framework to be asked.
 * @module
 */
import { type FeaturePrograms, hasNoPlaceFor } from "../feature_programs.ts";

const NOBODY = hasNoPlaceFor("plain code has what its author writes, and no framework that could have it");

/** No programs at all. */
const control: FeaturePrograms = {
  retries: NOBODY,
  timeouts: NOBODY,
  cancellation: NOBODY,
  isolation: NOBODY,
  resumption: NOBODY,
  streaming: NOBODY,
  approval: NOBODY,
  typing: NOBODY,
  checkedInput: NOBODY,
  timeTravel: NOBODY,
  routing: NOBODY,
  dynamicFanOut: NOBODY,
  subGraphs: NOBODY,
  concurrencyLimit: NOBODY,
  stepLimit: NOBODY,
  deadlock: NOBODY,
};

export default control;
