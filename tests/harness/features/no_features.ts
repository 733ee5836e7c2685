/**
 * A framework that can do nothing, for tests to add one program to.
 * @module
 */
import { type FeaturePrograms, hasNoPlaceFor } from "../../../src/harness/adapters/feature_programs.ts";

const NOTHING = hasNoPlaceFor("it can do nothing");

/** Programs of a framework that has a place for no feature. */
export const noFeatures: FeaturePrograms = {
  retries: NOTHING,
  timeouts: NOTHING,
  cancellation: NOTHING,
  isolation: NOTHING,
  resumption: NOTHING,
  streaming: NOTHING,
  approval: NOTHING,
  typing: NOTHING,
  checkedInput: NOTHING,
  timeTravel: NOTHING,
  routing: NOTHING,
  dynamicFanOut: NOTHING,
  subGraphs: NOTHING,
  concurrencyLimit: NOTHING,
  stepLimit: NOTHING,
  deadlock: NOTHING,
};
