/**
 * Keys of the store: tuples, so that a namespace is the beginning of a key and no separator can be forged
 * by a name that contains it. What they are in bytes is in `key_encoding.ts`.
 * @module
 */

/** One part of a key. */
export type KeyPart = Uint8Array | string | number | bigint | boolean;

/**
 * A key: one part or more; as a namespace also none. Keys are ordered part by part, a shorter one before all
 * that begin with it: bytes, then strings by code point, then numbers, bigints, `false`, `true`. `1` and `1n`
 * are two keys, `0` and `-0` are one.
 */
export type Key = readonly KeyPart[];

/** Longest text of a key in a message, in characters. */
const MAX_TEXT = 120;

/**
 * Writes a key for a message.
 *
 * @param key The key.
 * @returns A text such as `["users", 12n]`, shortened where it is long.
 */
export function keyText(key: Key): string {
  const parts: string[] = [];
  let length = 0;
  for (const part of key) {
    const text = partText(part);
    parts.push(text);
    length += text.length;
    if (length > MAX_TEXT) break;
  }
  const whole = `[${parts.join(", ")}]`;
  return whole.length <= MAX_TEXT ? whole : `${whole.slice(0, MAX_TEXT)}…`;
}

function partText(part: KeyPart): string {
  if (typeof part === "string") return JSON.stringify(part.slice(0, MAX_TEXT));
  if (typeof part === "bigint") return part > -(10n ** 30n) && part < 10n ** 30n ? `${part}n` : "a large bigint";
  return part instanceof Uint8Array ? `Uint8Array(${part.length})` : String(part);
}
