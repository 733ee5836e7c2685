import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { secret } from "puffinflow";
import { fromJson, toJson } from "../../../../src/engine/durability/journal/tagged_json.ts";

function throughText(value: unknown): unknown {
  return fromJson(JSON.parse(JSON.stringify(toJson(value, "it"))));
}

Deno.test("toJson() keeps what JSON has and what it lacks", () => {
  const values = [null, true, "", "ü", 0, -1.5, undefined, NaN, -Infinity, -0, 10n ** 30n, new Date(7), new Date(NaN)];
  const parts = [
    ...values,
    new Map<unknown, unknown>([[{ a: 1 }, [undefined]], ["b", new Set([1n])]]),
    new Set([[1, 2], "x"]),
    new Uint8Array([1, 2, 255]),
    new Float64Array([0.1, NaN]),
    new Uint16Array([1, 2, 3]).subarray(1),
    new DataView(new Uint8Array([9, 8]).buffer),
    new Uint8Array([1, 2]).buffer,
    { $: "date", value: 1 },
    { $: undefined, deep: { $: [] } },
    JSON.parse('{"__proto__":{"x":1},"constructor":2}'),
    [[[[]]]],
    new Array(3),
  ];
  for (const part of parts) {
    const copy = throughText({ part }) as { part: unknown };
    // Holes of an array are undefined afterwards, as they are when they are read.
    const wanted = Array.isArray(part) ? Array.from(part) : part;
    assert.deepEqual(copy.part, wanted);
  }
  assert.equal(Object.getPrototypeOf(throughText(JSON.parse('{"__proto__":{"x":1}}'))), Object.prototype);
});

Deno.test("toJson() keeps errors as data", () => {
  const error = Object.assign(new RangeError("outer", { cause: new Error("inner") }), { code: 7 });
  const copy = throughText({ error }) as { error: Error & { code: number } };
  assert.ok(copy.error instanceof Error);
  const { name, message, code, stack, cause } = copy.error;
  assert.deepEqual([name, message, code, stack, (cause as Error).message], [
    "RangeError",
    "outer",
    7,
    error.stack,
    "inner",
  ]);
});

Deno.test("toJson() gives back any plain data", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      assert.deepEqual(throughText(value), value);
    }),
    { numRuns: 500 },
  );
});

Deno.test("toJson() copies nothing that is JSON already", () => {
  const value = { a: [1, "x", { b: null }] };
  assert.equal(toJson(value, "it"), value);
});

Deno.test("toJson() refuses what cannot come back, and says where it is", () => {
  class Point {
    x = 1;
  }
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const hidden = secret("s-0123456789");
  const refused: [unknown, RegExp][] = [
    [() => 1, /^Cannot record it as all of it must be plain data: it is a function$/],
    [{ a: [1, Symbol("x")] }, /: a\[1\] is a symbol$/],
    [{ a: { b: new Point() } }, /: a\.b is an instance of Point$/],
    [new Map([["k", new WeakMap()]]), /: \[1\] is an instance of WeakMap$/],
    [cycle, /nested more than 200 deep, or contains itself$/],
    [[hidden], /: \[0\] is a secret/],
    [{ header: `Bearer ${hidden.reveal()}` }, /: header is the text of a secret/],
    [{ toJSON: 1, x: { toJSON() {} } }, /: x\.toJSON is a function$/],
    [{ bytes: Buffer.from("x") }, /: bytes is an instance of Buffer$/],
    [Object.create({ a: 1 }), /an instance of Object$/],
  ];
  for (const [value, message] of refused) {
    assert.throws(() => toJson(value, "it"), { name: "UnrecordableError", code: "unrecordable", message });
  }
});
