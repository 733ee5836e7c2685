/**
 * The standard normal distribution: its lower tail and the quantile that belongs to a probability.
 * Both are good to twelve digits, in the tails relatively. Nothing here says that data are normal;
 * the tests that lean on it name their reason.
 * @module
 */

/** From here on the tail is a continued fraction; nearer to 0 a series converges faster. */
const TAIL_FROM = 2.5;
/** Levels of the continued fraction; at {@linkcode TAIL_FROM} more of them change nothing. */
const FRACTION_LEVELS = 120;

/**
 * Finds the probability that a standard normal variable is at most so large.
 *
 * @param z The bound; may be infinite.
 * @returns P(Z ≤ z), from 0 to 1.
 */
export function normalCdf(z: number): number {
  return z <= 0 ? tailBeyond(-z) : 1 - tailBeyond(z);
}

/**
 * Finds the bound below which a standard normal variable stays with a given probability.
 *
 * @param probability Above 0 and below 1.
 * @returns The z with P(Z ≤ z) = `probability`.
 * @throws {RangeError} If `probability` is out of bounds.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(
      `Cannot find a quantile as 'probability' must be above 0 and below 1: current value is ${probability}`,
    );
  }
  const tail = Math.min(probability, 1 - probability);
  let distance = roughDistance(tail);
  // Halley's rule triples the correct digits each time: from 3 over 9 to all.
  for (let step = 0; step < 3; step++) {
    const miss = (tailBeyond(distance) - tail) / density(distance);
    distance += miss / (1 - miss * distance / 2);
  }
  return probability < 0.5 ? -distance : distance;
}

/** P(Z > distance) for a distance of 0 or more. */
function tailBeyond(distance: number): number {
  return distance < TAIL_FROM ? 0.5 - centralArea(distance) : density(distance) / inverseMills(distance);
}

/** P(0 < Z < distance) by Marsaglia's series ("Evaluating the normal distribution", 2004). */
function centralArea(distance: number): number {
  let term = distance;
  let sum = distance;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= distance * distance / odd;
    sum += term;
  }
  return sum * density(distance);
}

/** Density over tail, by Laplace's continued fraction, from the innermost level outwards. */
function inverseMills(distance: number): number {
  let fraction = distance;
  for (let level = FRACTION_LEVELS; level > 0; level--) fraction = distance + level / fraction;
  return fraction;
}

function density(z: number): number {
  return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

/** Distance from 0 that leaves so small a tail, to three digits: Hastings' formula, Abramowitz and Stegun 26.2.23. */
function roughDistance(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - above / below;
}
