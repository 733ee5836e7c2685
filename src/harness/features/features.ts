/**
 * The features that frameworks are asked for, in the order in which they are shown.
 * @module
 */
import type { FeatureId } from "../adapters/feature_programs.ts";
import { cancellation, deadlock, isolation, retries, stepLimit, timeouts } from "./failing.ts";
import type { Feature } from "./feature.ts";
import { approval, checkedInput, resumption, streaming, timeTravel, typing } from "./keeping.ts";
import { concurrencyLimit, dynamicFanOut, routing, subGraphs } from "./moving.ts";

/** All features by id. */
export const FEATURES: { readonly [Id in FeatureId]: Feature<Id> } = {
  retries,
  timeouts,
  cancellation,
  isolation,
  resumption,
  streaming,
  approval,
  typing,
  checkedInput,
  routing,
  dynamicFanOut,
  subGraphs,
  concurrencyLimit,
  stepLimit,
  deadlock,
  timeTravel,
};

/** Ids in the order in which they are shown. */
export const FEATURE_IDS: readonly FeatureId[] = Object.keys(FEATURES) as FeatureId[];
