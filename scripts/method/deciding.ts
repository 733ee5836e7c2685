/**
 * The part of METHOD.md about what is made of samples: estimates, intervals, verdicts, warnings.
 * @module
 */
import { TIE_MARGIN } from "../../src/harness/compare/duel.ts";
import { DEFAULT_EQUIVALENCE, DEFAULT_MIN_EFFECT, MOST_LOOKS } from "../../src/harness/compare/gate.ts";
import { LEAST_BYTES_PER_RUN, LEAST_BYTES_PER_SAMPLE, LEAST_CPU_SHARE } from "../../src/harness/compare/gate_metric.ts";
import { DEALS, QUANTILE, UNKNOWN_FLOOR } from "../../src/harness/compare/noise_floor.ts";
import { LARGEST_LEAD } from "../../src/harness/compare/warnings.ts";
import { LIFE_DAYS } from "../../src/harness/cli/noise_floor_file.ts";
import { LATE_SHARE, OVERSLEPT_SHARE, SATURATED_SHARE } from "../../src/harness/measure/load/load_verdict.ts";
import { LATE_MS } from "../../src/harness/measure/load/open_loop.ts";
import { ALPHA as TREND_ALPHA, LEAST_CHANGE, LEAST_SEGMENT } from "../../src/stats/change_points.ts";
import { DEVIATIONS_NEEDED } from "../../src/stats/mde.ts";
import { LEAST_BEYOND } from "../../src/stats/quantile.ts";
import {
  ALPHA,
  ALPHA_PER_LOOK,
  EQUIVALENCE_CONFIDENCE,
  FEWEST_PAIRS,
  PAIRS_PER_LOOK,
} from "../../src/stats/verdict.ts";
import { percent } from "./number_words.ts";

/** Writes the part. */
export function decidingPart(): string {
  return [
    "## What is made of samples",
    `**A time** is the median over processes of the medians of their samples, and its 95 % interval comes from the order of those medians (no distribution is assumed, samples are never counted as if they were processes). The headline is never a mean. Fewer than ${FEWEST_PAIRS} processes have no 95 % interval, and are shown without one.`,
    "**A ratio** is found pair by pair. For times, a pair counts as the median over its rounds of ln(candidate) − ln(reference); for allocated bytes, as the difference of ln of the medians. The estimate is the Hodges–Lehmann centre of those numbers, the median of all averages of two, and its interval holds every shift that the exact signed-rank test would not reject at 5 %. Both are turned back by exp. The only assumption is that pairs are independent and their noise has no preferred side.",
    `**Two frameworks tie** where the whole interval is within ±${
      percent(TIE_MARGIN)
    }; otherwise one wins if the interval leaves out 1, and nothing is said if it does not. There is no overall score.`,
    "### The verdict of a gate",
    `Processor time and allocated bytes decide where work is computed, wall time where less than ${
      percent(LEAST_CPU_SHARE)
    } of it is processor time: the first two hardly notice what else a machine does. Allocated bytes decide from ${LEAST_BYTES_PER_RUN} bytes a run and ${
      LEAST_BYTES_PER_SAMPLE.toLocaleString("en")
    } a sample on.`,
    [
      `1. **Invalid** where an arm failed, gave wrong answers, or fewer than ${FEWEST_PAIRS} pairs are there. This beats everything else.`,
      `2. **Screen.** A candidate is what differs in one direction with an exact one-sided p of at most ${ALPHA} _and_ by at least the smallest change that matters: ${
        percent(DEFAULT_MIN_EFFECT)
      } unless told otherwise, or the benchmark's noise floor where that is higher.`,
      `3. **Look again.** What cannot be told gets ${PAIRS_PER_LOOK} more pairs and another look, ${MOST_LOOKS} in all, each later one at a two-sided ${ALPHA_PER_LOOK} (Pocock, 1977).`,
      `4. **Confirm.** The S candidates are measured again with as many fresh pairs as the screen had. **Regressed** or **improved** is only what shows the same sign, at p ≤ ${ALPHA} ÷ S, and by as much. The estimate to go by is the fresh one: nothing was selected by it.`,
      `5. **Unchanged** is what surely stays within ±${percent(DEFAULT_EQUIVALENCE)}: the ${
        percent(EQUIVALENCE_CONFIDENCE)
      } interval lies inside.`,
      "6. **Inconclusive** is the rest. It says which change these pairs would have found, and how many pairs would settle it.",
    ].join("\n"),
    `**What pairs can see**: exp(${DEVIATIONS_NEEDED} · s ÷ √pairs) − 1 is the change that is found four times out of five, where s is 1.4826 × the median absolute deviation of the pairs. It is printed in every row.`,
    `**The noise floor** of a benchmark comes from \`puffinbench calibrate\`, which sets a framework against itself: the ${
      percent(QUANTILE)
    } quantile of the change that a gate would estimate, over ${DEALS} deals of random signs. It is kept for ${LIFE_DAYS} days by the host's fingerprint; where there is none, ${
      percent(UNKNOWN_FLOOR.value)
    } are taken and the row says so.`,
    `**A quantile** is given from ${LEAST_BEYOND} ÷ (1 − p) values on: ${
      (100 * LEAST_BEYOND).toLocaleString("en")
    } for a 99th percentile. Its interval draws processes, not values.`,
    "### Load and trends",
    `Latencies under load count from the moment at which a request was meant to arrive, so a system that stops is charged for all who came meanwhile. A point is void where the generator itself overslept more than ${
      percent(OVERSLEPT_SHARE)
    } of its waits by more than ${LATE_MS} ms, or issued more than ${
      percent(LATE_SHARE)
    } of the requests that late; a quantile is given only where fewer requests than lie beyond it were late. A point is "saturated" where less than ${
      percent(SATURATED_SHARE)
    } of the offered rate was achieved.`,
    `A trend has moved where a split of the series, at least ${LEAST_SEGMENT} results from either end, is better than all but ${
      percent(TREND_ALPHA)
    } of the shuffled series' best splits, and moves the median by at least ${
      percent(LEAST_CHANGE)
    }. Spikes are clipped first; where neighbours resemble each other, blocks are shuffled.`,
    "### Doubts",
    `Doubts are data, and every report prints them: too few samples, a sample shorter than the clock can tell, two modes, a drift, no steady state, a benchmark that waited where it should compute, a machine that was throttled. A subject that is more than ${LARGEST_LEAD}× quicker than plain code doing the same work is suspected of leaving work out.`,
  ].join("\n\n");
}
