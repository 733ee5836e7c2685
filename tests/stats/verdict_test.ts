import assert from "node:assert/strict";
import fc from "fast-check";
import type { Random } from "../../src/random/random.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { covers } from "../../src/stats/estimate.ts";
import { hodgesLehmann } from "../../src/stats/hodges_lehmann.ts";
import { robustDeviation } from "../../src/stats/mad.ts";
import { median } from "../../src/stats/median.ts";
import { mde80 } from "../../src/stats/mde.ts";
import { type Change, type Stage, type Verdict, verdictOf, type VerdictRules } from "../../src/stats/verdict.ts";
import { drawn, heavyTailed, normal, rateOf } from "./noise.ts";

const SCREEN: Stage = { kind: "screen" };
const LOOK: Stage = { kind: "look" };
const confirm = (candidates: number, suspected: Change = "regressed"): Stage => ({
  kind: "confirm",
  candidates,
  suspected,
});

const RULES: VerdictRules = { stage: SCREEN, better: "lower", noiseFloor: 0 };

/** Ten pairs around a change of so many percent, none of which disagrees about its sign. */
const tenAround = (percent: number) => drawn(10, () => Math.log1p(percent / 100)).map((d, i) => d * (0.91 + 0.02 * i));

const opposite: Record<Change, Change> = { regressed: "improved", improved: "regressed" };

/** The verdict that must come out when candidate and reference are exchanged. */
function mirrorOf(verdict: Verdict): Verdict {
  const { value, lo, hi, confidence, n } = verdict.logRatio;
  // Without minus zero, which a strict comparison would tell from zero.
  const logRatio = { value: 0 - value, lo: 0 - hi, hi: 0 - lo, confidence, n };
  if (verdict.kind === "candidate") return { ...verdict, logRatio, suspected: opposite[verdict.suspected] };
  if (verdict.kind === "regressed" || verdict.kind === "improved") {
    return { ...verdict, logRatio, kind: opposite[verdict.kind] };
  }
  return { ...verdict, logRatio };
}

Deno.test("verdictOf() makes a candidate of what the screen finds, whichever way is the better one", () => {
  const slower = verdictOf(tenAround(10), RULES);
  assert.ok(slower.kind === "candidate" && slower.suspected === "regressed");
  assert.equal(slower.p, 2 ** -10);
  assert.equal(slower.leastEffect, 0.02);
  assert.deepEqual(slower.logRatio, hodgesLehmann(tenAround(10)));
  const faster = verdictOf(tenAround(-10), RULES);
  assert.ok(faster.kind === "candidate" && faster.suspected === "improved");
  const moreThroughput = verdictOf(tenAround(10), { ...RULES, better: "higher" });
  assert.ok(moreThroughput.kind === "candidate" && moreThroughput.suspected === "improved");
});

Deno.test("verdictOf() confirms what was suspected, at 5 % over the number of candidates", () => {
  assert.equal(verdictOf(tenAround(10), { ...RULES, stage: confirm(3) }).kind, "regressed");
  assert.equal(verdictOf(tenAround(-10), { ...RULES, stage: confirm(3, "improved") }).kind, "improved");
  // Nine of ten pairs lean to one side, the smallest to the other: p = 2/1024, and 5 % over 26 is less.
  const nineOfTen = tenAround(10).with(0, -0.05);
  assert.equal(verdictOf(nineOfTen, { ...RULES, stage: confirm(25) }).kind, "regressed");
  assert.equal(verdictOf(nineOfTen, { ...RULES, stage: confirm(26) }).kind, "inconclusive");
});

Deno.test("verdictOf() does not confirm the opposite of what was suspected", () => {
  assert.equal(verdictOf(tenAround(10), { ...RULES, stage: confirm(1, "improved") }).kind, "inconclusive");
});

Deno.test("verdictOf() looks at growing pairs at Pocock's level", () => {
  // Six pairs of six: p = 1/64, above .0221 / 2. Seven of seven: p = 1/128, below.
  assert.equal(verdictOf(tenAround(10).slice(0, 6), { ...RULES, stage: LOOK }).kind, "inconclusive");
  const [slower, faster] = [10, -10].map((percent) =>
    verdictOf(tenAround(percent).slice(0, 7), { ...RULES, stage: LOOK })
  );
  assert.ok(slower?.kind === "candidate" && slower.suspected === "regressed");
  assert.ok(faster?.kind === "candidate" && faster.suspected === "improved");
});

Deno.test("verdictOf() asks for the least effect or the noise floor, whichever is larger", () => {
  const kindAt = (percent: number, rules: Partial<VerdictRules>) =>
    verdictOf(tenAround(percent), { ...RULES, ...rules }).kind;
  assert.equal(kindAt(1.9, {}), "unchanged");
  assert.equal(kindAt(2.1, {}), "candidate");
  assert.equal(kindAt(2.1, { minEffect: 0.03 }), "unchanged");
  assert.equal(kindAt(2.1, { noiseFloor: 0.03 }), "unchanged");
  assert.equal(kindAt(3.1, { noiseFloor: 0.03 }), "candidate");
  assert.equal(kindAt(6, { noiseFloor: 0.07 }), "inconclusive");
});

Deno.test("verdictOf() calls a metric unchanged only if its interval stays within the margin", () => {
  const around = [-0.02, 0.01, 0.015, -0.01, 0.02, -0.015, 0.005, -0.005];
  assert.equal(verdictOf(around, RULES).kind, "unchanged");
  assert.equal(verdictOf(around, { ...RULES, equivalence: 0.005 }).kind, "inconclusive");
  assert.equal(verdictOf(around.map((d) => 5 * d), RULES).kind, "inconclusive");
});

Deno.test("verdictOf() calls code that does exactly the same unchanged", () => {
  for (const stage of [SCREEN, confirm(1), LOOK]) {
    const verdict = verdictOf([0, 0, 0, 0, 0, 0], { ...RULES, stage });
    assert.equal(verdict.kind, "unchanged");
    assert.equal(verdict.p, 1);
  }
});

Deno.test("verdictOf() says what undecided pairs could have seen, and how many more would do", () => {
  const scattered = [-0.1, 0.12, 0.08, -0.05, 0.2, 0.02, -0.15, 0.06, 0.09, -0.03];
  const verdict = verdictOf(scattered, { ...RULES, minEffect: 0.05 });
  assert.ok(verdict.kind === "inconclusive");
  const deviation = robustDeviation(scattered);
  assert.equal(verdict.mde80, mde80(deviation, 10));
  assert.equal(verdict.pairsNeeded, Math.ceil((2.87 * deviation / Math.log(1.05)) ** 2));
});

Deno.test("verdictOf() asks for more pairs than there are, and for as many as its level can be reached with", () => {
  const noSpread = tenAround(6).slice(0, 6).with(0, -0.3);
  const few = verdictOf(noSpread, RULES);
  assert.ok(few.kind === "inconclusive");
  assert.equal(few.pairsNeeded, 11);
  const many = verdictOf(noSpread, { ...RULES, stage: confirm(1_000) });
  assert.ok(many.kind === "inconclusive");
  // 2^-14 is above 5 % over a thousand, 2^-15 is below.
  assert.equal(many.pairsNeeded, 15);
});

Deno.test("verdictOf() mirrors its verdict when candidate and reference are exchanged", () => {
  const differences = fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 6, maxLength: 20 });
  const centres = fc.constantFrom(0, 0.01, 0.05, 0.2);
  const stages = fc.constantFrom<Stage>(SCREEN, confirm(1), confirm(4), confirm(4, "improved"), LOOK);
  const better = fc.constantFrom<VerdictRules["better"]>("lower", "higher");
  const cases = fc.record({ differences, centre: centres, stage: stages, better });
  fc.assert(fc.property(cases, ({ differences, centre, stage, better }) => {
    const pairs = differences.map((d) => centre + d / 1_000);
    const mirrored: Stage = stage.kind === "confirm" ? { ...stage, suspected: opposite[stage.suspected] } : stage;
    const verdict = verdictOf(pairs.map((d) => 0 - d), { ...RULES, stage: mirrored, better });
    assert.deepEqual(verdict, mirrorOf(verdictOf(pairs, { ...RULES, stage, better })));
  }));
});

/** Logarithms of the ratios of two subjects that take so long in each pair. */
const logRatios = (subject: readonly number[], reference: readonly number[]) =>
  subject.map((x, i) => Math.log(x) - Math.log(reference[i]!));

Deno.test("verdictOf() comes out the same when all samples are scaled, and mirrored when the arms are swapped", () => {
  const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const effects = fc.constantFrom(-0.1, -0.03, 0, 0.03, 0.1);
  fc.assert(fc.property(seeds, effects, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (seed, effect, scale) => {
    const random = randomFromSeed(seed);
    const reference = drawn(12, () => 80_000 * Math.exp(0.04 * normal(random)));
    const subject = reference.map((x) => x * Math.exp(effect + 0.03 * normal(random)));
    const { kind } = verdictOf(logRatios(subject, reference), RULES);
    const scaled = [subject, reference].map((arm) => arm.map((x) => scale * x));
    assert.equal(verdictOf(logRatios(scaled[0]!, scaled[1]!), RULES).kind, kind);
    const swapped = verdictOf(logRatios(reference, subject), { ...RULES, better: "higher" });
    assert.equal(swapped.kind, kind);
  }));
});

/** Heavy-tailed log-ratios of pairs, as wall times show them on a busy host. */
const pairsAround = (centre: number, { pairs, random }: { pairs: number; random: Random }) =>
  drawn(pairs, () => centre + 0.04 * heavyTailed(random));

Deno.test("verdictOf() screens code against itself with few false alarms and confirms next to none", () => {
  const random = randomFromSeed(1);
  let confirmed = 0;
  const screened = rateOf(1_000, () => {
    const first = verdictOf(pairsAround(0, { pairs: 10, random }), RULES);
    if (first.kind !== "candidate") return false;
    const second = verdictOf(pairsAround(0, { pairs: 10, random }), { ...RULES, stage: confirm(2, first.suspected) });
    if (second.kind === "regressed" || second.kind === "improved") confirmed += 1;
    return true;
  });
  assert.ok(screened > 0.01 && screened < 0.1, `${screened}`);
  assert.ok(confirmed <= 5, `${confirmed}`);
});

Deno.test("verdictOf() finds ten percent in heavy-tailed pairs, and never the wrong way round", () => {
  const random = randomFromSeed(2);
  const found = rateOf(300, () => {
    const verdict = verdictOf(pairsAround(Math.log(1.1), { pairs: 15, random }), { ...RULES, stage: confirm(2) });
    assert.notEqual(verdict.kind, "improved");
    return verdict.kind === "regressed";
  });
  assert.ok(found >= 0.95, `${found}`);
});

Deno.test("verdictOf() is not moved by a host that slows down by 30 % while pairs are measured in turns", () => {
  const random = randomFromSeed(3);
  const [pairs, rounds] = [10, 30];
  let measured = 0;
  const logTime = () => 0.26 * ++measured / (2 * pairs * rounds) + 0.01 * normal(random);
  const differences = drawn(pairs, () => {
    const first = drawn(rounds, () => {
      // AB, BA, AB, …: what the host loses between two samples falls on either arm in turn.
      const order = measured / 2 % 2 === 0 ? 1 : -1;
      const [earlier, later] = [logTime(), logTime()];
      return order * (later - earlier);
    });
    return median(first);
  });
  const verdict = verdictOf(differences, RULES);
  assert.equal(verdict.kind, "unchanged");
  assert.ok(Math.abs(verdict.logRatio.value) <= 0.005);
});

Deno.test("verdictOf() keeps its interval over the truth when a pair in fifteen is hit by a spike", () => {
  const random = randomFromSeed(4);
  const covered = rateOf(300, () => {
    const pairs = drawn(15, () => 0.01 + 0.02 * normal(random)).with(random.below(15), 0.8);
    return covers(verdictOf(pairs, RULES).logRatio, 0.01);
  });
  assert.ok(covered >= 0.92, `${covered}`);
});

Deno.test("verdictOf() rejects too few pairs and rules out of bounds", () => {
  assert.throws(() => verdictOf([0.1, 0.1, 0.1, 0.1, 0.1], RULES), {
    name: "RangeError",
    message: "Cannot judge a metric as it takes 6 pairs: there are 5",
  });
  assert.throws(() => verdictOf(tenAround(1).with(3, NaN), RULES), { name: "RangeError" });
  for (const noiseFloor of [-0.1, Infinity, NaN]) {
    assert.throws(() => verdictOf(tenAround(1), { ...RULES, noiseFloor }), {
      name: "RangeError",
      message: `Cannot judge a metric as 'noiseFloor' must be 0 or more: current value is ${noiseFloor}`,
    });
  }
  for (const fraction of [0, -0.1, Infinity, NaN]) {
    for (const name of ["minEffect", "equivalence"]) {
      assert.throws(() => verdictOf(tenAround(1), { ...RULES, [name]: fraction }), {
        name: "RangeError",
        message: `Cannot judge a metric as '${name}' must be above 0: current value is ${fraction}`,
      });
    }
  }
  assert.throws(() => verdictOf(tenAround(10), { ...RULES, stage: confirm(0) }), { name: "InvariantError" });
});
