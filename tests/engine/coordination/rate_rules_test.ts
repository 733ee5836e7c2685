import assert from "node:assert/strict";
import fc from "fast-check";
import {
  allOf,
  fixedWindow,
  gcra,
  leakyBucket,
  type RateRule,
  slidingCounter,
  slidingLog,
  tokenBucket,
} from "../../../src/engine/coordination/mod.ts";

interface Taken {
  readonly atMs: number;
  readonly units: number;
}

/** A definition: whether units may come through, given all that came through before. Whole numbers only, so exact. */
type Definition = (history: readonly Taken[], now: Taken) => boolean;

const sumOf = (history: readonly Taken[]) => history.reduce((sum, { units }) => sum + units, 0);

/** Tokens × period, filled millisecond by millisecond as the bucket's description says. */
function bucketDefinition(limit: number, periodMs: number, capacity: number): Definition {
  return (history, { atMs, units }) => {
    let level = capacity * periodMs, lastMs = 0;
    for (const taken of history) {
      level = Math.min(capacity * periodMs, level + (taken.atMs - lastMs) * limit) - taken.units * periodMs;
      lastMs = taken.atMs;
    }
    return Math.min(capacity * periodMs, level + (atMs - lastMs) * limit) >= units * periodMs;
  };
}

function leakyDefinition(limit: number, periodMs: number): Definition {
  return (history, { atMs }) => {
    let freeAt = 0;
    for (const taken of history) freeAt = Math.max(freeAt, taken.atMs * limit) + taken.units * periodMs;
    return atMs * limit >= freeAt;
  };
}

function fixedDefinition(limit: number, windowMs: number): Definition {
  return (history, { atMs, units }) => {
    const window = Math.floor(atMs / windowMs);
    return sumOf(history.filter((taken) => Math.floor(taken.atMs / windowMs) === window)) + units <= limit;
  };
}

function logDefinition(limit: number, windowMs: number): Definition {
  return (history, { atMs, units }) => sumOf(history.filter((taken) => taken.atMs > atMs - windowMs)) + units <= limit;
}

function counterDefinition(limit: number, windowMs: number): Definition {
  return (history, { atMs, units }) => {
    const window = Math.floor(atMs / windowMs), elapsedMs = atMs - window * windowMs;
    const countOf = (w: number) => sumOf(history.filter((taken) => Math.floor(taken.atMs / windowMs) === w));
    return countOf(window - 1) * (windowMs - elapsedMs) + (countOf(window) + units) * windowMs <= limit * windowMs;
  };
}

/** Pairs of a rule and its definition, over numbers that do not divide evenly. */
const kinds: Record<string, (limit: number, lengthMs: number, burst: number) => [RateRule, Definition]> = {
  gcra: (limit, periodMs, burst) => [gcra({ limit, periodMs, burst }), bucketDefinition(limit, periodMs, burst)],
  tokenBucket: (limit, periodMs, capacity) => [
    tokenBucket({ limit, periodMs, capacity }),
    bucketDefinition(limit, periodMs, capacity),
  ],
  leakyBucket: (limit, periodMs) => [leakyBucket({ limit, periodMs }), leakyDefinition(limit, periodMs)],
  fixedWindow: (limit, windowMs) => [fixedWindow({ limit, windowMs }), fixedDefinition(limit, windowMs)],
  slidingLog: (limit, windowMs) => [slidingLog({ limit, windowMs }), logDefinition(limit, windowMs)],
  slidingCounter: (limit, windowMs) => [slidingCounter({ limit, windowMs }), counterDefinition(limit, windowMs)],
  allOf: (limit, lengthMs, burst) => [
    allOf(gcra({ limit, periodMs: lengthMs, burst }), slidingLog({ limit: burst + 1, windowMs: 2 * lengthMs })),
    (history, now) =>
      bucketDefinition(limit, lengthMs, burst)(history, now) && logDefinition(burst + 1, 2 * lengthMs)(history, now),
  ],
};

const settings = fc.record({
  limit: fc.integer({ min: 1, max: 7 }),
  lengthMs: fc.integer({ min: 1, max: 50 }),
  burst: fc.integer({ min: 1, max: 6 }),
});
const claims = fc.array(fc.record({ afterMs: fc.nat(25), units: fc.integer({ min: 1, max: 4 }) }), { maxLength: 60 });

for (const [name, make] of Object.entries(kinds)) {
  Deno.test(`${name}() lets through exactly what its definition does`, () => {
    fc.assert(fc.property(settings, claims, ({ limit, lengthMs, burst }, script) => {
      const [rule, definition] = make(limit, lengthMs, burst);
      const history: Taken[] = [];
      let atMs = 0;
      for (const { afterMs, units: wanted } of script) {
        atMs += afterMs;
        const units = Math.min(wanted, rule.maxUnits);
        const allowed = rule.earliestMs(atMs, units) === atMs;
        assert.equal(allowed, definition(history, { atMs, units }));
        if (!allowed) continue;
        rule.take(atMs, units);
        history.push({ atMs, units });
      }
    }));
  });

  Deno.test(`${name}() names the first moment at which its definition lets units through`, () => {
    fc.assert(fc.property(settings, claims, ({ limit, lengthMs, burst }, script) => {
      const [rule, definition] = make(limit, lengthMs, burst);
      const history: Taken[] = [];
      let nowMs = 0;
      for (const { afterMs, units: wanted } of script) {
        nowMs += afterMs;
        const units = Math.min(wanted, rule.maxUnits);
        let firstMs = nowMs;
        while (!definition(history, { atMs: firstMs, units })) firstMs++;
        // Time is not whole: the moment may lie within the millisecond before.
        assert.equal(Math.ceil(rule.earliestMs(nowMs, units)), firstMs);
        assert.equal(rule.earliestMs(firstMs, units), firstMs);
        rule.take(firstMs, units);
        history.push({ atMs: firstMs, units });
        nowMs = firstMs;
      }
    }));
  });

  Deno.test(`${name}() keeps what is booked ahead in order`, () => {
    fc.assert(fc.property(settings, claims, ({ limit, lengthMs, burst }, script) => {
      const [rule] = make(limit, lengthMs, burst);
      let nowMs = 0, lastMs = 0;
      for (const { afterMs, units: wanted } of script) {
        nowMs += afterMs;
        const units = Math.min(wanted, rule.maxUnits), atMs = rule.earliestMs(nowMs, units);
        assert(atMs >= nowMs);
        assert(atMs >= lastMs, "nobody overtakes");
        assert.equal(rule.earliestMs(atMs, units), atMs, "what is due is due");
        rule.take(atMs, units);
        lastMs = atMs;
      }
    }));
  });
}

Deno.test("slidingLog() never lets more than the limit through in any window", () => {
  fc.assert(fc.property(settings, claims, ({ limit, lengthMs }, script) => {
    const rule = slidingLog({ limit, windowMs: lengthMs });
    const history: Taken[] = [];
    let atMs = 0;
    for (const { afterMs, units: wanted } of script) {
      atMs += afterMs / 8;
      const units = Math.min(wanted, limit);
      if (rule.earliestMs(atMs, units) > atMs) continue;
      rule.take(atMs, units);
      history.push({ atMs, units });
    }
    for (const { atMs: fromMs } of history) {
      const inWindow = history.filter((taken) => taken.atMs >= fromMs && taken.atMs < fromMs + lengthMs);
      assert(sumOf(inWindow) <= limit);
    }
  }));
});

Deno.test("gcra() never lets more than burst and pace through in any stretch of time", () => {
  fc.assert(fc.property(settings, claims, ({ limit, lengthMs, burst }, script) => {
    const rule = gcra({ limit, periodMs: lengthMs, burst });
    const history: Taken[] = [];
    let atMs = 0;
    for (const { afterMs, units: wanted } of script) {
      atMs += afterMs / 8;
      const units = Math.min(wanted, burst);
      if (rule.earliestMs(atMs, units) > atMs) continue;
      rule.take(atMs, units);
      history.push({ atMs, units });
    }
    for (const [i, { atMs: fromMs }] of history.entries()) {
      for (let to = i; to < history.length; to++) {
        const units = sumOf(history.slice(i, to + 1)), lastedMs = history[to]!.atMs - fromMs;
        assert(units * lengthMs <= burst * lengthMs + limit * lastedMs + 1e-6);
      }
    }
  }));
});

Deno.test("slidingLog() keeps claims apart and in order when it has to make room for hundreds of them", () => {
  const limit = 300, windowMs = 100, definition = logDefinition(limit, windowMs);
  const rule = slidingLog({ limit, windowMs }), history: Taken[] = [];
  for (let step = 0; step < 2_000; step++) {
    // Quiet at first, so that the first claim that counts is not the first there is when room runs out.
    const atMs = step < 100 ? step * 10 : 1_000 + Math.floor(step / 8), units = 1 + step % 3;
    const allowed = rule.earliestMs(atMs, units) === atMs;
    assert.equal(allowed, definition(history.slice(-limit), { atMs, units }), `step ${step}`);
    if (!allowed) continue;
    rule.take(atMs, units);
    history.push({ atMs, units });
  }
  assert(history.length > 500);
});

Deno.test("tokenBucket().tokensAt() counts tokens with fractions, and none beyond what is full", () => {
  const bucket = tokenBucket({ limit: 1, periodMs: 10, capacity: 3 });
  assert.equal(bucket.tokensAt(-5), 3);
  bucket.take(0, 3);
  assert.deepEqual([0, 5, 20, 1_000].map((nowMs) => bucket.tokensAt(nowMs)), [0, 0.5, 2, 3]);
});

Deno.test("rules refuse numbers out of bounds", () => {
  for (const limit of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => gcra({ limit, periodMs: 1 }), RangeError);
    assert.throws(() => leakyBucket({ limit, periodMs: 1 }), RangeError);
    assert.throws(() => fixedWindow({ limit, windowMs: 1 }), RangeError);
    assert.throws(() => slidingLog({ limit, windowMs: 1 }), RangeError);
    assert.throws(() => slidingCounter({ limit, windowMs: 1 }), RangeError);
    assert.throws(() => tokenBucket({ limit: 1, periodMs: 1, capacity: limit }), RangeError);
  }
  assert.throws(() => allOf(), RangeError);
});
