import assert from "node:assert/strict";
import type { Random } from "../../src/random/random.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { changePoints } from "../../src/stats/change_points.ts";
import { assertClose } from "./close_to.ts";
import { drawn, heavyTailed, normal, rateOf } from "./noise.ts";

/** Deviation of results from commit to commit, as logarithms: about 2 %. */
const NOISE = 0.02;

/** The four noises that trends are judged in. */
const NOISES: Record<string, (n: number, random: Random) => number[]> = {
  normal: (n, random) => drawn(n, () => NOISE * normal(random)),
  "heavy tails": (n, random) => drawn(n, () => NOISE * heavyTailed(random)),
  "resembling neighbours": (n, random) => {
    let last = normal(random);
    return drawn(n, () => NOISE * (last = 0.5 * last + Math.sqrt(0.75) * normal(random)));
  },
  "4 % spikes": (n, random) =>
    drawn(n, () => NOISE * normal(random) + (random.float() < 0.04 ? 0.1 + 0.3 * random.float() : 0)),
};

/** Moves a series up by so many percent from an index on. */
const stepped = (series: readonly number[], { at, percent }: { at: number; percent: number }) =>
  series.map((x, i) => i < at ? x : x + Math.log1p(percent / 100));

Deno.test("changePoints() finds no step in four kinds of noise in 95 of 100 series", () => {
  for (const [name, noise] of Object.entries(NOISES)) {
    const random = randomFromSeed(1);
    const rate = rateOf(100, () => changePoints(noise(120, random), { random }).length > 0);
    // Measured with 2,000 series each: 0.8 %, 1.8 %, 2.7 %, 1.5 %.
    assert.ok(rate <= 0.05, `${name}: ${rate}`);
  }
});

Deno.test("changePoints() finds a step of 10 % three results after it", () => {
  // Measured with 500 series each: 95 %, 91 %, 93 %; where neighbours resemble each other three results prove nothing.
  for (const name of ["normal", "heavy tails", "4 % spikes"]) {
    const random = randomFromSeed(2);
    const found = rateOf(60, () => {
      const points = changePoints(stepped(NOISES[name]!(63, random), { at: 60, percent: 10 }), {
        random,
        shuffles: 299,
      });
      return points.some(({ index }) => Math.abs(index - 60) <= 3);
    });
    assert.ok(found >= 0.85, `${name}: ${found}`);
  }
});

Deno.test("changePoints() places a step of 10 % to within three results, whatever the noise", () => {
  for (const [name, noise] of Object.entries(NOISES)) {
    const random = randomFromSeed(3);
    const found = rateOf(30, () => {
      const points = changePoints(stepped(noise(120, random), { at: 60, percent: 10 }), { random, shuffles: 299 });
      return points.some(({ index, shift }) => Math.abs(index - 60) <= 3 && shift > 0);
    });
    assert.ok(found >= 0.9, `${name}: ${found}`);
  }
});

Deno.test("changePoints() finds up and down again, and mirrors both in a mirrored series", () => {
  const random = randomFromSeed(4);
  const plateau = NOISES["normal"]!(90, random).map((x, i) => i >= 30 && i < 60 ? x + 0.2 : x);
  const found = changePoints(plateau, { random: randomFromSeed(5) });
  assert.deepEqual(found.map(({ index }) => index), [30, 60]);
  assert.ok(found[0]!.shift > 0.18 && found[1]!.shift < -0.18);
  const mirrored = changePoints(plateau.map((x) => -x), { random: randomFromSeed(5) });
  assert.deepEqual(mirrored, found.map((point) => ({ ...point, shift: -point.shift })));
});

Deno.test("changePoints() finds the step of a counter that is otherwise exact", () => {
  const [point, ...others] = changePoints([...new Array(10).fill(0), ...new Array(10).fill(0.05)], {
    random: randomFromSeed(6),
  });
  assert.deepEqual(others, []);
  assert.equal(point!.index, 10);
  assertClose(point!.shift, 0.05);
  assert.equal(point!.p, 1 / 1_000);
});

Deno.test("changePoints() leaves alone what is significant and smaller than two percent", () => {
  const steps = (shift: number) =>
    changePoints([...new Array(20).fill(0), ...new Array(20).fill(shift)], {
      random: randomFromSeed(7),
    });
  assert.equal(steps(Math.log(1.019)).length, 0);
  assert.equal(steps(Math.log(1.021)).length, 1);
  assert.equal(steps(-Math.log(1.019)).length, 0);
});

Deno.test("changePoints() repeats itself from a seed, and does not mind a scale", () => {
  const series = stepped(NOISES["normal"]!(60, randomFromSeed(8)), { at: 30, percent: 10 });
  const find = (values: readonly number[]) => changePoints(values, { random: randomFromSeed(9), shuffles: 299 });
  assert.deepEqual(find(series), find(series));
  // A scale of the results is a shift of their logarithms.
  assert.deepEqual(find(series.map((x) => x + 4)).map(({ index }) => index), find(series).map(({ index }) => index));
});

Deno.test("changePoints() says nothing of series too short to be unlikely, nor of level ones", () => {
  const options = { random: randomFromSeed(10) };
  for (const series of [[], [1], [1, 1, 9, 9, 9], [0, 0, 0, 9, 9, 9], new Array<number>(30).fill(3)]) {
    assert.deepEqual(changePoints(series, options), []);
  }
});

Deno.test("changePoints() rejects results that are not finite and counts of shuffles out of bounds", () => {
  const random = randomFromSeed(11);
  assert.throws(() => changePoints([1, NaN], { random }), {
    name: "RangeError",
    message: "Cannot find change points as results must be finite: one of them is NaN",
  });
  for (const shuffles of [98, 10_000, 99.5, NaN]) {
    assert.throws(() => changePoints([1], { random, shuffles }), {
      name: "RangeError",
      message:
        `Cannot find change points as 'shuffles' must be an integer from 99 to 9999: current value is ${shuffles}`,
    });
  }
});
