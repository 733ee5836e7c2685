import assert from "node:assert/strict";
import fc from "fast-check";
import { compareStored, type StoredRow } from "../../../../src/harness/compare/stored/stored_comparison.ts";
import type { MetricCell, Result } from "../../../../src/harness/session/result.ts";
import { type MadeUpBenchmark, storedSession } from "./stored_session.ts";

const RULES = { threshold: 0.1 };
const around = (ns: number, n = 10) => Array.from({ length: n }, (_, i) => ns * (1 + 0.002 * (i - n / 2)));

const session = (benchmarks: Readonly<Record<string, MadeUpBenchmark>>, id: string) =>
  storedSession(benchmarks, { id });
const kindsOf = (baseline: Result, current: Result, rules = RULES) =>
  compareStored(baseline, current, rules).rows.map((row) => `${row.benchmark} ${row.metric.id} ${row.kind}`);

Deno.test("compareStored() says what got slower, faster, stayed, and cannot be told", () => {
  const wide = Array.from({ length: 10 }, (_, i) => 1_000 * (0.7 + 0.06 * i));
  const before = session({ slow: around(1_000), fast: around(1_000), same: around(1_000), open: wide }, "then");
  const now = session({
    slow: around(1_200),
    fast: around(800),
    same: around(1_010),
    open: wide.map((ns) => ns * 1.02),
  }, "now");
  assert.deepEqual(kindsOf(before, now), [
    "suite/slow cpu regressed",
    "suite/fast cpu improved",
    "suite/same cpu unchanged",
    "suite/open cpu inconclusive",
  ]);
  const [slow] = compareStored(before, now, RULES).rows;
  assert.ok(slow !== undefined && "logRatio" in slow);
  assert.ok(Math.abs(Math.exp(slow.logRatio.value) - 1.2) < 0.005);
  assert.ok(slow.p <= 0.05 && Math.abs(slow.leastEffect - 0.1) < 1e-9);
});

Deno.test("compareStored() leaves alone what is certain and smaller than the threshold", () => {
  const [before, now] = [session({ one: around(1_000) }, "then"), session({ one: around(1_050) }, "now")];
  assert.deepEqual(kindsOf(before, now), ["suite/one cpu unchanged"]);
  assert.deepEqual(kindsOf(before, now, { threshold: 0.02 }), ["suite/one cpu regressed"]);
});

Deno.test("compareStored() names apart what is new, missing, failed and not comparable", () => {
  const failed = { subject: "puffinflow", status: "failed", code: "exit", reason: "it died" } as const;
  const before = session({ gone: around(1_000), broke: around(1_000), mended: failed, other: around(1_000) }, "then");
  const now = storedSession({ broke: failed, mended: around(1_000), other: around(1_000), fresh: around(1_000) });
  const changed: Result = {
    ...now,
    benchmarks: now.benchmarks.map((one) => one.id === "suite/other" ? { ...one, tasks: 21 } : one),
  };
  const { rows } = compareStored(before, changed, RULES);
  assert.deepEqual(rows.map((row) => [row.benchmark, row.kind, "reason" in row ? row.reason : null]), [
    ["suite/broke", "failed", "failed: it died"],
    ["suite/mended", "new", null],
    ["suite/other", "incomparable", "the work is another one"],
    ["suite/fresh", "new", null],
    ["suite/gone", "missing", null],
  ]);
});

Deno.test("compareStored() does not compare what was sampled in another way", () => {
  const before = session({ one: around(1_000) }, "then"), now = session({ one: around(1_000) }, "now");
  const quick = { ...now.session, profile: { ...now.session.profile, name: "another" } };
  const [row] = compareStored(before, { ...now, session: quick }, RULES).rows;
  assert.ok(row?.kind === "incomparable" && /profile/.test(row.reason));
});

Deno.test("compareStored() misses nobody who has no idiom for the work", () => {
  const none = { subject: "puffinflow", status: "unsupported", reason: "no loops" } as const;
  assert.deepEqual(kindsOf(session({ one: none }, "then"), session({ one: none }, "now")), []);
  assert.deepEqual(kindsOf(session({ one: around(9) }, "then"), session({ one: none }, "now")), [
    "suite/one cpu missing",
  ]);
});

Deno.test("compareStored() sees one percent more bytes, which hardly scatter", () => {
  const before = storedSession({ one: around(1_000) }, { id: "then", bytesPerRun: 10_000 });
  const now = storedSession({ one: around(1_000) }, { bytesPerRun: 10_100 });
  assert.equal(kindsOf(before, now, { threshold: 0.005 })[1], "suite/one allocated regressed");
});

Deno.test("compareStored() adds to the threshold what sessions of one commit differ by", () => {
  const [before, now] = [session({ one: around(1_000) }, "then"), session({ one: around(1_150) }, "now")];
  const [row] = compareStored(before, now, { ...RULES, floorOf: () => 0.1 }).rows;
  assert.ok(row !== undefined && "leastEffect" in row);
  assert.ok(Math.abs(row.leastEffect - 0.21) < 1e-9);
  assert.notEqual(row.kind, "regressed");
});

Deno.test("compareStored() gives advice and no verdict where the hosts differ or are not known", () => {
  const advisory = (then: string | null, now: string | null) =>
    compareStored(
      storedSession({ one: around(1) }, { id: "then", hostFingerprint: then }),
      storedSession({ one: around(1) }, { hostFingerprint: now }),
      RULES,
    ).advisory;
  assert.deepEqual([advisory("a", "a"), advisory("a", "b"), advisory(null, "b"), advisory(null, null)], [
    null,
    "other-host",
    "unknown-host",
    "unknown-host",
  ]);
});

/** Closed loops, of which more per second is better. */
function loadCell(ratePerS: number): MetricCell {
  const [benchmark] = storedSession({ one: [1] }).benchmarks;
  return {
    metric: "load",
    graph: { id: "chain", title: "chain", workload: benchmark!.workload, tasks: 20 },
    subject: "puffinflow",
    lost: null,
    readings: around(ratePerS).map((rate) => ({
      metric: "load",
      pipe: { roundTripNs: 1, ratePerS: 1 },
      closed: [{ inFlight: 1, runs: 9, ratePerS: rate, service: "" }],
      open: [],
    })),
  };
}

Deno.test("compareStored() knows that more per second is better", () => {
  const of = (rate: number, id: string): Result => ({ ...storedSession({}, { id }), metrics: [loadCell(rate)] });
  assert.deepEqual(kindsOf(of(1_000, "then"), of(1_300, "now")), ["load/chain rate-1-in-flight improved"]);
  assert.deepEqual(kindsOf(of(1_000, "then"), of(700, "now")), ["load/chain rate-1-in-flight regressed"]);
});

const times = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 });
const someSession = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), times);

Deno.test("compareStored() exchanges regressed and improved when the sessions are exchanged", () => {
  const mirrored: Partial<Record<StoredRow["kind"], StoredRow["kind"]>> = {
    regressed: "improved",
    improved: "regressed",
    new: "missing",
    missing: "new",
  };
  fc.assert(fc.property(someSession, someSession, (a, b) => {
    const [then, now] = [session(a, "then"), session(b, "now")];
    const there = compareStored(then, now, RULES).rows.map((row) => `${row.benchmark} ${row.kind}`).toSorted();
    const back = compareStored(now, then, RULES).rows.map((row) =>
      `${row.benchmark} ${mirrored[row.kind] ?? row.kind}`
    );
    assert.deepEqual(there, back.toSorted());
  }));
});

Deno.test("compareStored() finds every session unchanged beside itself", () => {
  fc.assert(fc.property(someSession, (a) => {
    for (const row of compareStored(session(a, "one"), session(a, "one"), RULES).rows) {
      assert.equal(row.kind, "unchanged");
    }
  }));
});

Deno.test("compareStored() does not care for the unit that times are in", () => {
  fc.assert(fc.property(someSession, someSession, fc.integer({ min: 0, max: 10 }), (a, b, power) => {
    const scaled = (madeUp: Readonly<Record<string, readonly number[]>>) =>
      Object.fromEntries(Object.entries(madeUp).map(([name, values]) => [name, values.map((ns) => ns * 2 ** power)]));
    assert.deepEqual(
      kindsOf(session(scaled(a), "then"), session(scaled(b), "now")),
      kindsOf(session(a, "then"), session(b, "now")),
    );
  }));
});
