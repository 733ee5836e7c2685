import assert from "node:assert/strict";
import fc from "fast-check";
import { secret } from "../../../../src/engine/data/secret.ts";
import { decodeValue } from "../../../../src/engine/durability/store/value_decoding.ts";
import { encodeValue } from "../../../../src/engine/durability/store/value_encoding.ts";

const encode = (value: unknown) => encodeValue(value, 1_000_000);

/** Names that could be taken for tags, or for prototypes. */
const name = fc.oneof(
  fc.string(),
  fc.constantFrom("$", "$date", "$object", "$map", "__proto__", "constructor", "toJSON"),
);

const { value: plainData } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, undefined, true, NaN, -0, Infinity, -Infinity),
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\0", '{"$date":1}', "\ud800")),
    fc.oneof(fc.double(), fc.bigInt(), fc.date({ noInvalidDate: false }), fc.uint8Array()),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.tuple(tie("value"), tie("value")), { maxLength: 3 }).map((pairs) => new Map(pairs)),
    fc.array(tie("value"), { maxLength: 3 }).map((members) => new Set(members)),
  ),
}));

Deno.test("decodeValue() gives back what encodeValue() was given, whatever plain data it is", () => {
  fc.assert(
    fc.property(plainData, (value) => assert.deepStrictEqual(decodeValue(encode(value)), value)),
    { numRuns: 2_000 },
  );
});

Deno.test("encodeValue() writes JSON as it is, and leaves what it was given alone", () => {
  const value = Object.freeze({ a: [1, "x", null], b: { c: true } });
  assert.equal(encode(value), JSON.stringify(value));
  const tagged = Object.freeze({ at: new Date(0), list: Object.freeze([1n]) });
  assert.equal(encode(tagged), '{"at":{"$date":0},"list":[{"$bigint":"1"}]}');
  assert.deepEqual(tagged, { at: new Date(0), list: [1n] });
});

Deno.test("decodeValue() keeps a member named __proto__ a member", () => {
  const value = JSON.parse('{"__proto__":{"admin":true},"n":1}'),
    copy = decodeValue(encode({ ...value, big: 1n, value }));
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  assert.deepEqual(Object.keys((copy as { value: object }).value), ["__proto__", "n"]);
  assert.equal(({} as { admin?: boolean }).admin, undefined);
});

Deno.test("decodeValue() gives two objects where one stood twice", () => {
  const shared = { n: 1 }, [a, b] = decodeValue(encode([shared, shared])) as unknown[];
  assert.deepEqual(a, b);
  assert.notEqual(a, b);
});

class Account {
  readonly balance = 1;
}

Deno.test("encodeValue() refuses by name and place what would not come back as it went in", () => {
  const itself: unknown[] = [];
  itself.push({ again: itself });
  const wrong: readonly [unknown, string][] = [
    [() => 1, "value is a function"],
    [{ a: [0, Symbol("s")] }, "value.a[1] is a symbol"],
    [{ account: new Account() }, "value.account is an instance of Account"],
    [[new Error("x")], "value[0] is an instance of Error"],
    [{ key: secret("k-12345") }, "value.key is an instance of Secret"],
    [new URL("https://example.org"), "value is an instance of URL"],
    [new Map([["k", /x/]]), "value[0][1] is an instance of RegExp"],
    [new Set([new WeakMap()]), "value[0] is an instance of WeakMap"],
    [new Float32Array(1), "value is an instance of Float32Array"],
    [Promise.resolve(), "value is an instance of Promise"],
    [Object.create({}), "value is an instance of Object"],
    [Object.create(Object.create(null)), "value is an instance of a class"],
    [itself, "value[0].again is a reference to an object that it is part of"],
    // deno-lint-ignore no-sparse-arrays -- a hole is what is tested
    [{ list: [1, , 3] }, "value.list is an array with holes or named members"],
    ["ab".match(/a/), "value is an array with holes or named members"],
    [[{ [Symbol("s")]: 1 }], "value[0] is an object with a member named by a symbol"],
  ];
  for (const [value, what] of wrong) {
    assert.throws(() => encode(value), {
      name: "TypeError",
      message: `Cannot store a value as it must be plain data: ${what} (store its data and make it anew from them)`,
    });
  }
});

Deno.test("encodeValue() refuses what takes more bytes than 'maxValueBytes', before it has written it", () => {
  assert.equal(encodeValue("a".repeat(98), 100).length, 100);
  const message = "Cannot store a value as it must take at most 100 bytes: it takes more (see 'maxValueBytes')";
  const twice = (value: unknown, levels: number): unknown => levels === 0 ? value : twice([value, value], levels - 1);
  const large: unknown[] = [
    "a".repeat(99),
    "ä".repeat(50),
    "\0".repeat(20),
    new Uint8Array(90),
    10n ** 98n,
    new Array(1_000_000_000),
    { ["x".repeat(100)]: 1 },
    // Written out these would take more memory than there is.
    twice([], 60),
    1n << 1_000_000n,
  ];
  for (const value of large) assert.throws(() => encodeValue(value, 100), { name: "RangeError", message });
});

Deno.test("encodeValue() takes 500 levels and refuses the next", () => {
  const nested = (levels: number) => {
    let value: unknown = 1n;
    for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { value };
    return value;
  };
  assert.deepEqual(decodeValue(encode(nested(500))), nested(500));
  assert.throws(() => encode(nested(501)), { name: "RangeError", message: /deeper than 500 levels/ });
  assert.throws(() => encode(nested(20_000)), { name: "RangeError", message: /deeper than 500 levels/ });
});

Deno.test("decodeValue() refuses a text that no store has written", () => {
  for (const text of ["", "{", '{"$":1}', '{"$regexp":"x"}', '{"$bigint":"x"}', '{"$bytes":"*"}', '{"$map":[1]}']) {
    assert.throws(() => decodeValue(text), Error, text);
  }
});
