import assert from "node:assert/strict";
import fc from "fast-check";
import { type Key, type KeyPart, keyText } from "../../../../src/engine/durability/store/key.ts";
import { decodeKey, encodeKey } from "../../../../src/engine/durability/store/key_encoding.ts";
import { boundsOf } from "../../../../src/engine/durability/store/key_range.ts";

const encode = (key: Key) => encodeKey(key, 10_000);

/** Texts and bytes that are near one another, and near what ends them. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("\0", "a", "ÿ") }),
);
const bytes = fc.array(fc.constantFrom(0, 1, 2, 254, 255), { maxLength: 5 }).map((values) => new Uint8Array(values));
const number = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.constantFrom(0, Infinity, -Infinity));
const part: fc.Arbitrary<KeyPart> = fc.oneof(text, bytes, number, fc.bigInt(), fc.boolean());
const key: fc.Arbitrary<Key> = fc.array(part, { maxLength: 4 });

/** The oracle: the order of the kinds, then of the values. */
function compareParts(a: KeyPart, b: KeyPart): number {
  const rank = (part: KeyPart) => ["object", "string", "number", "bigint", "boolean"].indexOf(typeof part);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (a instanceof Uint8Array) return compareLists([...a], [...b as Uint8Array], (x, y) => x - y);
  if (typeof a === "string") {
    const codes = (text: string) => Array.from(text, (character) => character.codePointAt(0)!);
    return compareLists(codes(a), codes(b as string), (x, y) => x - y);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareLists<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

Deno.test("encodeKey() gives bytes that sort as the keys do", () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      const [x, y] = [encode(a), encode(b)];
      assert.equal(x < y ? -1 : x > y ? 1 : 0, Math.sign(compareLists(a, b, compareParts)));
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("decodeKey() gives back what encodeKey() was given, of one byte a character", () => {
  fc.assert(
    fc.property(key, (key) => {
      const encoded = encode(key);
      assert.match(encoded, /^[\0-\xff]*$/);
      // A key knows no -0.
      assert.deepEqual(decodeKey(encoded), key.map((part) => part === 0 ? 0 : part));
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("decodeKey() gives nothing for bytes that are of no key", () => {
  const encoded = encode(["abc", 1.5, -7n, new Uint8Array([1])]);
  for (
    const bytes of ["\xff", "\x02abc", `${encoded.slice(0, -1)}`, "\x03abc", "\x04", "\x04\x02\0", "\x04\x01\x05a"]
  ) {
    assert.equal(decodeKey(bytes), undefined, JSON.stringify(bytes));
  }
  assert.equal(decodeKey("\x03\xff\xff\xff\xff\xff\xff\xff\xff"), undefined);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("\0", "\x01", "\x02", "\x03", "\x04", "\x05", "\xff") }), (bytes) => {
      const key = decodeKey(bytes);
      if (key !== undefined) assert.doesNotThrow(() => keyText(key));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("boundsOf() a prefix covers the keys that begin with its parts, and no others", () => {
  fc.assert(
    fc.property(key, key, fc.boolean(), (prefix, other, isExtended) => {
      const key = isExtended ? [...prefix, ...other] : other, encoded = encode(key);
      const { from, before } = boundsOf({ prefix }, 10_000);
      const begins = compareLists(key.slice(0, prefix.length), prefix, compareParts) === 0;
      assert.equal(encoded >= from && encoded < before, begins);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("encodeKey() keeps apart what only looks alike", () => {
  const keys: Key[] = [["a", "b"], ["a/b"], ["a\0b"], ["ab"], ["a", "b", ""], ["1"], [1], [1n], [true], ["true"], []];
  assert.equal(new Set(keys.map(encode)).size, keys.length);
  assert.equal(encode([0]), encode([-0]));
});

Deno.test("encodeKey() refuses what is no key, and says what it is", () => {
  const wrong: readonly [unknown, RegExp][] = [
    ["users", /must be an array of parts: current value is of type string/],
    [[null], /its parts must be .*: current value is of type null/],
    [[undefined], /current value is of type undefined/],
    [[{}], /current value is of type object/],
    [[NaN], /numbers must have an order: current value is NaN/],
    [["\ud800"], /must be well-formed: current value has half of a surrogate pair: "\\ud800"/],
    [[1n << 2_040n], /at most 255 bytes: current value has 256/],
  ];
  for (const [key, message] of wrong) assert.throws(() => encode(key as Key), { message });
  assert.doesNotThrow(() => encode([(1n << 2_040n) - 1n, -((1n << 2_040n) - 1n)]));
});

Deno.test("encodeKey() refuses a key that takes more bytes than 'maxKeyBytes', however it does", () => {
  const message = /takes more \(see 'maxKeyBytes'\)/;
  assert.equal(encodeKey(["a".repeat(98)], 100).length, 100);
  for (const key of [["a".repeat(99)], ["ä".repeat(50)], ["\0".repeat(50)], Array.from({ length: 101 }, () => true)]) {
    assert.throws(() => encodeKey(key, 100), { name: "RangeError", message });
  }
  assert.throws(() => encodeKey(["x".repeat(1_000_000)], 2_048), ({ message }: Error) => message.length < 400);
});

Deno.test("keyText() writes all kinds of parts, and shortens", () => {
  assert.equal(keyText(["a\n", 1, -2n, true, new Uint8Array(3)]), '["a\\n", 1, -2n, true, Uint8Array(3)]');
  assert.equal(keyText([10n ** 40n]), "[a large bigint]");
  const long = keyText(Array.from({ length: 1_000 }, (_, index) => `part ${index}`));
  assert.match(long, /^\["part 0", .*…$/);
  assert.ok(long.length < 150);
});
