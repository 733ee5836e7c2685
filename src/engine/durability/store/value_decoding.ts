/**
 * Values out of text: the other half of `value_encoding.ts`. What it gives belongs to the caller and shares
 * nothing with anybody.
 * @module
 */
import { TAG, TAG_MARK } from "./value_tags.ts";

/** Begins each tagged value in the text. */
const TAGGED = `{"${TAG_MARK}`;

/**
 * Decodes a value.
 *
 * @param text What `encodeValue()` gave.
 * @returns The value.
 * @throws {SyntaxError} If the text is another one.
 */
export function decodeValue(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes(TAGGED) ? restore(value) : value;
}

/** Puts what is tagged in its place, in the tree itself. */
function restore(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return restoreArray(value);
  const names = Object.keys(value), name = names[0];
  if (names.length === 1 && name!.startsWith(TAG_MARK)) return untag(name!, (value as Tagged)[name!]);
  restoreMembers(value as Tagged);
  return value;
}

type Tagged = Record<string, unknown>;

function restoreArray(value: unknown[]): unknown[] {
  for (let i = 0; i < value.length; i++) value[i] = restore(value[i]);
  return value;
}

function restoreMembers(value: Tagged): Tagged {
  // An assignment is right even to "__proto__": parsed JSON has a member of its own by that name.
  for (const name of Object.keys(value)) value[name] = restore(value[name]);
  return value;
}

function untag(tag: string, body: unknown): unknown {
  switch (tag) {
    case TAG.undefined:
      return undefined;
    case TAG.number:
      return Number(body);
    case TAG.bigint:
      return BigInt(body as string);
    case TAG.date:
      return new Date(body === null ? NaN : body as number);
    case TAG.bytes:
      return Uint8Array.fromBase64(body as string);
    case TAG.map:
      return new Map(restoreArray(body as unknown[]) as [unknown, unknown][]);
    case TAG.set:
      return new Set(restoreArray(body as unknown[]));
    case TAG.object:
      return restoreMembers(body as Tagged);
  }
  throw new SyntaxError(`Cannot read a value as its tags must be known: current value is ${JSON.stringify(tag)}`);
}
