/**
 * What somebody asks for: how much, and in whose name.
 * @module
 */
import type { Owner } from "./owner.ts";

/** A wish for units of something. */
export interface Claim {
  /** How many units: a whole number of 1 or more. */
  readonly units: number;
  /** Who asks, if that was said. */
  readonly owner: Owner | undefined;
}

/** One unit for nobody in particular: most claims, made once. */
export const SINGLE: Claim = Object.freeze({ units: 1, owner: undefined });
