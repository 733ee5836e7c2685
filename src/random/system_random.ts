/**
 * Chance that cannot be repeated: the default where nobody asked for a seed.
 * @module
 */
import type { Random } from "./random.ts";
import { unbiasedBelow } from "./unbiased_below.ts";

const uint32 = () => Math.floor(Math.random() * 2 ** 32);

/** Random numbers of the platform. */
export const systemRandom: Random = {
  uint32,
  float: () => Math.random(),
  below: (bound) => unbiasedBelow(bound, uint32),
};
