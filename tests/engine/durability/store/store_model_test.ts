import assert from "node:assert/strict";
import fc from "fast-check";
import type { BatchWrite, CommitResult, StoreEntry } from "../../../../src/engine/durability/store/mod.ts";
import type { SimulatedWallClock } from "../../../../src/time/simulated_wall_clock.ts";
import { type PairKey, StoreModel } from "./store_model.ts";
import { type OpenedStore, simulatedWallClock, STORE_SUBJECTS } from "./store_subject.ts";

interface Real {
  readonly opened: OpenedStore;
  readonly wallClock: SimulatedWallClock;
}

/** A step that both take, after which both must agree. */
class Step implements fc.AsyncCommand<StoreModel, Real> {
  readonly #name: string;
  readonly #take: (model: StoreModel, real: Real) => Promise<void>;

  constructor(name: string, take: (model: StoreModel, real: Real) => Promise<void>) {
    this.#name = name;
    this.#take = take;
  }

  check(): boolean {
    return true;
  }

  async run(model: StoreModel, real: Real): Promise<void> {
    await this.#take(model, real);
    assert.deepEqual((await real.opened.store.list({}, { limit: 1_000 })).entries, model.living());
  }

  toString(): string {
    return this.#name;
  }
}

/** Which version a check expects: none, the one that is there, or one of earlier. */
type Expectation = "none" | "current" | "earlier";

interface PlannedWrite {
  readonly key: PairKey;
  /** Nothing for a deletion. */
  readonly value: number | undefined;
  readonly ttlMs: number | undefined;
}

interface PlannedCheck {
  readonly key: PairKey;
  readonly expectation: Expectation;
}

function expected({ key, expectation }: PlannedCheck, model: StoreModel): number | null {
  const current = model.find(key)?.version ?? null;
  if (expectation === "none") return null;
  return expectation === "current" ? current : model.versions.findLast((version) => version !== current) ?? 1_000_000;
}

function written(model: StoreModel, version: number, writes: readonly PlannedWrite[]): void {
  assert.ok(version > (model.versions.at(-1) ?? 0));
  model.versions.push(version);
  for (const { key, value, ttlMs } of writes) {
    if (value === undefined) model.remove(key);
    else model.set(key, value, { version, ttlMs });
  }
}

function settled(
  model: StoreModel,
  result: CommitResult,
  plan: { checks: PlannedCheck[]; writes: PlannedWrite[] },
): void {
  const conflicts = plan.checks.flatMap((check) => {
    const found = model.find(check.key)?.version ?? null, version = expected(check, model);
    return found === version ? [] : [{ key: check.key, expected: version, found }];
  });
  if (result.status === "conflict") assert.deepEqual(result.conflicts, conflicts);
  else {
    assert.deepEqual(conflicts, []);
    if (plan.writes.length > 0) written(model, result.version, plan.writes);
  }
}

const key: fc.Arbitrary<PairKey> = fc.tuple(fc.nat(2), fc.nat(2));
const value = fc.nat(9);
const ttlMs = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
const write: fc.Arbitrary<PlannedWrite> = fc.record({ key, value: fc.option(value, { nil: undefined }), ttlMs });
const check: fc.Arbitrary<PlannedCheck> = fc.record({
  key,
  expectation: fc.constantFrom<Expectation>("none", "current", "current", "earlier"),
});

const writing: fc.Arbitrary<Step>[] = [
  fc.record({ key, value, ttlMs }).map((plan) =>
    new Step(`set ${JSON.stringify(plan)}`, async (model, { opened: { store } }) => {
      written(model, await store.set(plan.key, plan.value, { ttlMs: plan.ttlMs }), [plan]);
    })
  ),
  key.map((key) =>
    new Step(`delete ${key}`, async (model, { opened: { store } }) => {
      const wasThere = model.find(key) !== undefined;
      assert.equal(await store.delete(key), wasThere);
      model.remove(key);
    })
  ),
  fc.record({ check, value, ttlMs }).map(({ check, value, ttlMs }) =>
    new Step(`compareAndSet ${JSON.stringify({ check, value, ttlMs })}`, async (model, { opened: { store } }) => {
      const { key } = check, ifVersion = expected(check, model);
      const result = await store.compareAndSet(key, { ifVersion, value, ttlMs });
      settled(model, result, { checks: [check], writes: [{ key, value, ttlMs }] });
    })
  ),
  fc.record({ checks: fc.array(check, { maxLength: 3 }), writes: fc.array(write, { maxLength: 4 }) }).map((plan) =>
    new Step(`commit ${JSON.stringify(plan)}`, async (model, { opened: { store } }) => {
      const checks = plan.checks.map((check) => ({ key: check.key, version: expected(check, model) }));
      const writes = plan.writes.map(({ value, ...rest }): BatchWrite =>
        value === undefined ? { kind: "delete", key: rest.key } : { kind: "set", value, ...rest }
      );
      settled(model, await store.commit({ checks, writes }), plan);
    })
  ),
];

const range = fc.record({
  namespace: fc.option(fc.nat(2), { nil: undefined }),
  from: fc.option(key, { nil: undefined }),
  before: fc.option(key, { nil: undefined }),
});
type PlannedRange = typeof range extends fc.Arbitrary<infer R> ? R : never;

function within({ namespace, from, before }: PlannedRange, { key }: StoreEntry): boolean {
  const [first, second] = key as PairKey, place = ([a, b]: PairKey) => a * 10 + b, at = place([first, second]);
  if (namespace !== undefined && first !== namespace) return false;
  return (from === undefined || at >= place(from)) && (before === undefined || at < place(before));
}

const keyRange = ({ namespace, from, before }: PlannedRange) => ({
  prefix: namespace === undefined ? undefined : [namespace],
  from,
  before,
});

const others: fc.Arbitrary<Step>[] = [
  fc.record({ range, limit: fc.integer({ min: 1, max: 5 }), order: fc.constantFrom("ascending", "descending") }).map((
    plan,
  ) =>
    new Step(`list ${JSON.stringify(plan)}`, async (model, { opened: { store } }) => {
      const { range, limit, order } = plan, entries: StoreEntry[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list(keyRange(range), { limit, order, cursor });
        entries.push(...page.entries);
        assert.equal(page.entries.length === limit || page.cursor === undefined, true);
        cursor = page.cursor;
      } while (cursor !== undefined);
      const expected = model.living().filter((entry) => within(range, entry));
      assert.deepEqual(entries, order === "ascending" ? expected : expected.toReversed());
    })
  ),
  range.map((range) =>
    new Step(`deleteRange ${JSON.stringify(range)}`, async (model, { opened: { store } }) => {
      const gone = model.living().filter((entry) => within(range, entry));
      assert.equal(await store.deleteRange(keyRange(range)), gone.length);
      for (const { key } of gone) model.remove(key as PairKey);
    })
  ),
  key.map((key) =>
    new Step(`get ${key}`, async (model, { opened: { store } }) => {
      assert.deepEqual(await store.get(key), model.find(key));
    })
  ),
  fc.integer({ min: 1, max: 40 }).map((byMs) =>
    new Step(`wait ${byMs} ms`, (_, { wallClock }) => {
      wallClock.step(byMs);
      return Promise.resolve();
    })
  ),
  fc.integer({ min: 1, max: 4 }).map((limit) =>
    new Step(`sweep ${limit}`, async (_, { opened: { store } }) => {
      assert.ok(await store.sweep(limit) <= limit);
    })
  ),
  fc.constant(new Step("reopen", (_, { opened }) => opened.reopen())),
];

for (const { name, open } of STORE_SUBJECTS) {
  Deno.test(`${name} agrees with a map that is searched, whatever it is asked`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([...writing, ...writing, ...others], { maxCommands: 60, size: "+1" }),
        async (steps) => {
          const wallClock = simulatedWallClock();
          await using opened = open({ wallClock });
          const model = new StoreModel(() => wallClock.wallNow());
          await fc.asyncModelRun(() => ({ model, real: { opened, wallClock } }), steps);
        },
      ),
      { numRuns: 100 },
    );
  });
}
