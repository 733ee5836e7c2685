/**
 * V8: what the method makes of samples that are not as one would wish: processes of two kinds, a host that drifts,
 * spikes. Two kinds have to be noticed; drift and spikes must not move the estimate.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { median } from "../../stats/median.ts";
import { modesOf } from "../../stats/modality.ts";
import { widened } from "./few_trials.ts";
import type { Effort, PassLine, SelftestLine } from "./selftest_line.ts";
import { drawn, normal, shareOfTrials } from "./synthetic_noise.ts";

const PAIRS = 15;
const ROUNDS = 30;
/** Deviation of one sample, as a logarithm. */
const NOISE = 0.03;
/** How much slower the slow kind of process is: code that was compiled twice differently. */
const TWO_KINDS = Math.log(1.6);
/** How much slower the host is at the end of a session than at its start. */
const DRIFT = Math.log(1.3);

const NOTICED = { atLeast: 0.95 }, IMAGINED = { atMost: 0.05 }, SHIFT_LIMIT = { atMost: 0.005 };

/**
 * Tries the method on odd samples.
 *
 * @param random Where chance comes from.
 * @param effort How thorough to be.
 * @returns Lines for two modes, for one mode, for drift and for spikes.
 */
export function oddSamples(random: Random, effort: Effort): SelftestLine[] {
  const trials = effort === "full" ? 400 : 100;
  const share = (what: string, value: number, pass: SelftestLine["pass"]): SelftestLine => (
    { id: "V8", what, value, unit: "share", n: trials, pass }
  );
  const limits = (pass: PassLine) => effort === "full" ? pass : widened(pass, trials);
  const worst = (distort: Distortion) => median(drawn(trials, () => Math.abs(shiftUnder(random, distort))));
  return [
    share(
      "two kinds of process that are noticed",
      shareOfTrials(trials, () => modes(random, true) > 1),
      limits(NOTICED),
    ),
    share(
      "one kind of process that is called two",
      shareOfTrials(trials, () => modes(random, false) > 1),
      limits(IMAGINED),
    ),
    share("shift of the estimate by a drifting host", worst((at) => DRIFT * at), SHIFT_LIMIT),
    share("shift of the estimate by spikes", worst(() => random.float() < 0.02 ? Math.log(5) : 0), SHIFT_LIMIT),
  ];
}

/** Modes found in the samples of processes of one kind or of two. */
function modes(random: Random, areTwoKinds: boolean): number {
  const samples = drawn(PAIRS, (fork) => {
    const level = areTwoKinds && fork % 3 === 0 ? TWO_KINDS : 0;
    return drawn(ROUNDS, () => Math.exp(level + NOISE * normal(random)));
  });
  return modesOf(samples.flat()).length;
}

/** What is added to a sample at a time of the session between 0 and 1. */
type Distortion = (at: number) => number;

/** The estimate for two equal arms, of samples that alternate as AB, BA, AB. */
function shiftUnder(random: Random, distort: Distortion): number {
  const samples = 2 * PAIRS * ROUNDS;
  const differences = drawn(PAIRS, (pair) =>
    median(drawn(ROUNDS, (round) => {
      const at = 2 * (pair * ROUNDS + round);
      const first = NOISE * normal(random) + distort(at / samples);
      const second = NOISE * normal(random) + distort((at + 1) / samples);
      return round % 2 === 0 ? second - first : first - second;
    })));
  return Math.expm1(hodgesLehmann(differences).value);
}
