import assert from "node:assert/strict";
import fc from "fast-check";
import { decideGate, type GateRow, type GateRules, nextGateStage } from "../../../src/harness/compare/gate.ts";
import type { SessionSoFar } from "../../../src/harness/session/plan.ts";
import type { Cell, Fork } from "../../../src/harness/session/result.ts";
import type { Stage } from "../../../src/harness/session/stage.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { normal } from "../../stats/noise.ts";
import { benchmarkOf, forkOf } from "./benchmark_fixture.ts";

const RULES: GateRules = {
  reference: "reference",
  candidate: "candidate",
  floorOf: () => ({ value: 0, isKnown: true }),
};
const SWAPPED: GateRules = { ...RULES, reference: "candidate", candidate: "reference" };

/** How a benchmark's candidate differs from its reference, as a factor, and how much pairs scatter. */
interface MadeUp {
  readonly id?: string;
  readonly time?: number;
  readonly bytes?: number;
  readonly scatter?: number;
  readonly cpuShare?: number;
  readonly seed?: number;
}

interface Scene {
  readonly stages?: readonly Stage[];
  readonly passes?: number;
}

const cellOf = (subject: string, forks: Fork[]): Cell => ({ subject, status: "measured", forks });

function benchmark(madeUp: MadeUp, passes: number) {
  const { id = "suite/one/noop", time = 1, bytes = 1, scatter = 0.01, cpuShare = 1, seed = 1 } = madeUp;
  const random = randomFromSeed(seed);
  const forks = (factor: number, bytesFactor: number) =>
    Array.from({ length: passes }, (_, pass) => {
      const wallNs = [1, 2, 3].map(() => 5e6 * factor * Math.exp(scatter * normal(random)));
      const allocatedBytes = wallNs.map(() => 40_000 * bytesFactor);
      return forkOf(pass, 1, { batch: 100, wallNs, cpuNs: wallNs.map((ns) => ns * cpuShare), allocatedBytes });
    });
  const cells = [cellOf("reference", forks(1, 1)), cellOf("candidate", forks(time, bytes))];
  return benchmarkOf(cells, { id });
}

const screen = (passes: number, ids: string[]): Stage => ({ kind: "screen", firstPass: 0, passes, benchmarks: ids });

function soFar(madeUp: readonly MadeUp[], { passes = 10, stages }: Scene = {}): SessionSoFar {
  const benchmarks = madeUp.map((one) => benchmark(one, passes));
  return { stages: stages ?? [screen(passes, benchmarks.map(({ id }) => id))], benchmarks, subjects: [] };
}

/** Ten passes to screen, ten more to confirm. */
function confirmed(madeUp: readonly MadeUp[]): SessionSoFar {
  const ids = madeUp.map(({ id = "suite/one/noop" }) => id);
  const stages: Stage[] = [screen(10, ids), { kind: "confirm", firstPass: 10, passes: 10, benchmarks: ids }];
  return soFar(madeUp, { passes: 20, stages });
}

const kindsOf = (session: SessionSoFar, rules = RULES) =>
  decideGate(session, rules).rows.map(({ metric, verdict }) => `${metric} ${verdict.kind}`);

Deno.test("decideGate() calls what did not change unchanged, by processor time and allocated bytes", () => {
  assert.deepEqual(kindsOf(soFar([{}])), ["cpu unchanged", "allocated unchanged"]);
});

Deno.test("decideGate() calls nothing regressed before fresh pairs confirm it", () => {
  assert.deepEqual(kindsOf(soFar([{ time: 1.1 }])), ["cpu unconfirmed", "allocated unchanged"]);
  const { rows, candidates } = decideGate(confirmed([{ time: 1.1 }]), RULES);
  assert.equal(candidates, 1);
  assert.deepEqual(rows.map(({ verdict }) => verdict.kind), ["regressed", "unchanged"]);
  const [{ screen, confirm, winProbability } = assert.fail()] = rows;
  assert.equal(screen?.logRatio.n, 10);
  assert.equal(confirm?.logRatio.n, 10);
  assert.ok(Math.abs(confirm!.logRatio.value - Math.log(1.1)) < 0.02);
  assert.equal(winProbability, 0);
});

Deno.test("decideGate() finds one percent more bytes if that matters", () => {
  const session = confirmed([{ bytes: 1.01 }]);
  assert.deepEqual(kindsOf(session, { ...RULES, minEffect: 0.005 }), ["cpu unchanged", "allocated regressed"]);
  assert.deepEqual(kindsOf(session), ["cpu unchanged", "allocated unchanged"]);
});

Deno.test("decideGate() asks for as much as the noise floor, and five percent where that is not known", () => {
  const floorOf = () => ({ value: 0.2, isKnown: true });
  assert.equal(kindsOf(confirmed([{ time: 1.1 }]), { ...RULES, floorOf })[0], "cpu inconclusive");
  const [row] = decideGate(soFar([{}]), { ...RULES, floorOf: () => undefined, minEffect: 0.01 }).rows;
  assert.deepEqual(row?.noiseFloor, { value: 0.05, isKnown: false });
  assert.equal(row?.screen?.leastEffect, 0.05);
});

Deno.test("decideGate() goes by the wall clock alone where a benchmark waits", () => {
  assert.deepEqual(kindsOf(soFar([{ cpuShare: 0.1 }])), ["wall unchanged"]);
});

Deno.test("decideGate() judges no bytes where next to none are allocated", () => {
  const { benchmarks, ...rest } = soFar([{}]);
  const cells = benchmarks[0]!.cells.map((cell) => {
    if (cell.status !== "measured") return cell;
    return { ...cell, forks: cell.forks.map((fork) => ({ ...fork, allocatedBytes: [900, 900, 900] })) };
  });
  assert.deepEqual(kindsOf({ ...rest, benchmarks: [{ ...benchmarks[0]!, cells }] }), ["cpu unchanged"]);
});

Deno.test("decideGate() has no verdict on what failed, lacks pairs, or was not sampled alike", () => {
  const reasonOf = (session: SessionSoFar) => {
    const [row] = decideGate(session, RULES).rows;
    assert.ok(row?.verdict.kind === "invalid");
    return row.verdict.reason;
  };
  const { stages, subjects, benchmarks: [sound = assert.fail()] } = soFar([{}]);
  const withCandidate = (cell: Cell) => ({
    stages,
    subjects,
    benchmarks: [{ ...sound, cells: [sound.cells[0]!, cell] }],
  });
  assert.deepEqual(reasonOf(withCandidate({ subject: "candidate", status: "invalid", reason: "gave 1" })), {
    code: "not-measured",
    arm: "candidate",
    why: "invalid: gave 1",
  });
  assert.deepEqual(reasonOf(soFar([{}], { passes: 5 })), { code: "too-few-pairs", pairs: 5, needed: 6 });
  const candidate = sound.cells[1]!;
  assert.ok(candidate.status === "measured");
  const odd = candidate.forks.map((fork) => fork.pass === 3 ? { ...fork, batch: 99 } : fork);
  assert.deepEqual(reasonOf(withCandidate({ ...candidate, forks: odd })), { code: "different-batches", pass: 3 });
});

Deno.test("nextGateStage() looks again at what cannot be told, at most three times in all", () => {
  const ids = ["suite/one/noop"];
  const noisy = { scatter: 0.3 };
  assert.deepEqual(nextGateStage(soFar([noisy]), RULES), { kind: "look", firstPass: 10, passes: 5, benchmarks: ids });
  const look = (firstPass: number): Stage => ({ kind: "look", firstPass, passes: 5, benchmarks: ids });
  const twice = soFar([noisy], { passes: 15, stages: [screen(10, ids), look(10)] });
  assert.deepEqual(nextGateStage(twice, RULES), look(15));
  const thrice = soFar([noisy], { passes: 20, stages: [screen(10, ids), look(10), look(15)] });
  assert.equal(nextGateStage(thrice, RULES), null);
  assert.equal(decideGate(thrice, RULES).rows[0]?.looks, 3);
  assert.equal(nextGateStage(soFar([noisy]), { ...RULES, looks: 1 }), null);
});

Deno.test("nextGateStage() confirms what stood out with as many fresh pairs, once, and ends when all is said", () => {
  const session = soFar([{ id: "suite/a/noop", time: 1.2 }, { id: "suite/b/noop" }]);
  assert.deepEqual(nextGateStage(session, RULES), {
    kind: "confirm",
    firstPass: 10,
    passes: 10,
    benchmarks: ["suite/a/noop"],
  });
  assert.equal(nextGateStage(confirmed([{ time: 1.2 }]), RULES), null);
  assert.equal(nextGateStage(soFar([{}]), RULES), null);
});

const anySession = fc.record({
  time: fc.constantFrom(0.8, 0.93, 1, 1.02, 1.07, 1.3),
  bytes: fc.constantFrom(0.9, 1, 1.2),
  scatter: fc.constantFrom(0.001, 0.02, 0.1),
  cpuShare: fc.constantFrom(0.2, 1),
  seed: fc.nat(),
});

const opposite: Record<string, string> = { regressed: "improved", improved: "regressed" };

Deno.test("decideGate() mirrors every verdict when the arms are swapped", () => {
  fc.assert(
    fc.property(anySession, (madeUp) => {
      const session = confirmed([madeUp]);
      const mirrored = (row: GateRow) => ({ metric: row.metric, kind: opposite[row.verdict.kind] ?? row.verdict.kind });
      const plain = (row: GateRow) => ({ metric: row.metric, kind: row.verdict.kind });
      assert.deepEqual(decideGate(session, SWAPPED).rows.map(mirrored), decideGate(session, RULES).rows.map(plain));
    }),
    { numRuns: 60 },
  );
});

Deno.test("decideGate() decides the same when all times are scaled", () => {
  fc.assert(
    fc.property(anySession, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (madeUp, scale) => {
      const session = confirmed([madeUp]);
      const benchmarks = session.benchmarks.map((benchmark) => ({
        ...benchmark,
        cells: benchmark.cells.map((cell) => {
          if (cell.status !== "measured") return cell;
          const scaled = (values: readonly number[]) => values.map((value) => value * scale);
          const forks = cell.forks.map((fork) => ({ ...fork, wallNs: scaled(fork.wallNs), cpuNs: scaled(fork.cpuNs) }));
          return { ...cell, forks };
        }),
      }));
      assert.deepEqual(kindsOf({ ...session, benchmarks }), kindsOf(session));
    }),
    { numRuns: 60 },
  );
});

Deno.test("decideGate() calls a result compared with itself unchanged", () => {
  fc.assert(
    fc.property(anySession, (madeUp) => {
      const session = soFar([madeUp]);
      const rows = decideGate(session, { ...RULES, candidate: "reference" }).rows;
      assert.deepEqual([...new Set(rows.map(({ verdict }) => verdict.kind))], ["unchanged"]);
      assert.equal(nextGateStage(session, { ...RULES, candidate: "reference" }), null);
    }),
    { numRuns: 60 },
  );
});

Deno.test("decideGate() gives q-values no smaller than what they are of", () => {
  const { rows } = decideGate(soFar([{ id: "a", time: 1.1 }, { id: "b", scatter: 0.2 }, { id: "c" }]), RULES);
  for (const { q, screen } of rows) assert.ok(q! >= screen!.p && q! <= 1);
});
