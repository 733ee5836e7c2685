/**
 * Keys as bytes that sort like the keys: each part is a tag and a body that no other body of its kind
 * begins, so that a tuple's bytes never run into those of another. Bytes are kept as strings of the
 * characters 0 to 255, which JavaScript compares as fast as it can; `sqlite_shelf.ts` makes blobs of them.
 *
 * The encoding is what files hold: it may grow by tags and must not change.
 * @module
 */
import { Buffer } from "node:buffer";
import { bytesOfBigint, readBigint } from "./bigint_encoding.ts";
import { type Key, type KeyPart, keyText } from "./key.ts";
import { bytesOfNumber, readNumber } from "./number_encoding.ts";

/** Bytes of a key, one a character. */
export type EncodedKey = string;

/** Comes after all keys, and put behind a key's bytes, after all that begin with it: no tag is as high. */
export const LAST = "\xff";

const BYTES = "\x01", STRING = "\x02", NUMBER = "\x03", BIGINT = "\x04", FALSE = "\x05", TRUE = "\x06";

/** Ends bytes and strings; within them a zero is followed by 255, which no tag is. */
const END = "\0", ZERO = "\0\xff";

// deno-lint-ignore no-control-regex -- characters that need neither UTF-8 nor an escape are meant
const PLAIN = /^[\x01-\x7f]*$/;

/**
 * Encodes a key or namespace.
 *
 * @param key Its parts.
 * @param maxBytes Most bytes that it may take.
 * @returns Its bytes.
 * @throws {TypeError} If it is not an array of parts.
 * @throws {RangeError} If a part has no place in the order, or all together take too many bytes.
 */
export function encodeKey(key: Key, maxBytes: number): EncodedKey {
  if (!Array.isArray(key)) {
    throw new TypeError(`Cannot use a key as it must be an array of parts: current value is of type ${typeof key}`);
  }
  let encoded = "";
  for (const part of key as Key) {
    // What is too long is not encoded first: bytes are never fewer than characters.
    if (hasLength(part) && part.length > maxBytes) throw tooLong(key, maxBytes);
    encoded += encodePart(part);
    if (encoded.length > maxBytes) throw tooLong(key, maxBytes);
  }
  return encoded;
}

/**
 * Decodes a key.
 *
 * @param encoded Its bytes.
 * @returns Its parts; nothing if these bytes are of no key.
 */
export function decodeKey(encoded: EncodedKey): Key | undefined {
  const key: KeyPart[] = [];
  for (let at = 0; at < encoded.length;) {
    const read = readPart(encoded, at);
    if (read === undefined) return undefined;
    key.push(read.part);
    at = read.end;
  }
  return key;
}

/** Encodes one part. */
function encodePart(part: KeyPart): string {
  switch (typeof part) {
    case "string":
      return STRING + textBytes(part) + END;
    case "number":
      if (!Number.isNaN(part)) return NUMBER + bytesOfNumber(part);
      throw new RangeError("Cannot use a key as its numbers must have an order: current value is NaN");
    case "bigint":
      return BIGINT + bytesOfBigint(part);
    case "boolean":
      return part ? TRUE : FALSE;
  }
  if (part instanceof Uint8Array) return BYTES + escape(latin1Of(part)) + END;
  throw new TypeError(
    "Cannot use a key as its parts must be strings, numbers, bigints, booleans or Uint8Arrays: " +
      `current value is of type ${part === null ? "null" : typeof part}`,
  );
}

function textBytes(text: string): string {
  if (PLAIN.test(text)) return text;
  if (text.isWellFormed()) return escape(Buffer.from(text, "utf8").toString("latin1"));
  throw new RangeError(
    "Cannot use a key as its strings must be well-formed: current value has half of a surrogate pair: " +
      JSON.stringify(text.slice(0, 100)),
  );
}

function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function escape(bytes: string): string {
  return bytes.includes(END) ? bytes.replaceAll(END, ZERO) : bytes;
}

interface ReadPart {
  readonly part: KeyPart;
  /** Where the next part begins. */
  readonly end: number;
}

function readPart(encoded: EncodedKey, at: number): ReadPart | undefined {
  const from = at + 1;
  switch (encoded[at]) {
    case BYTES: {
      const read = readEscaped(encoded, from);
      return read && { part: new Uint8Array(Buffer.from(read.bytes, "latin1")), end: read.end };
    }
    case STRING: {
      const read = readEscaped(encoded, from);
      return read && { part: Buffer.from(read.bytes, "latin1").toString("utf8"), end: read.end };
    }
    case NUMBER:
      return readNumber(encoded, from);
    case BIGINT:
      return readBigint(encoded, from);
    case FALSE:
    case TRUE:
      return { part: encoded[at] === TRUE, end: from };
  }
  return undefined;
}

function readEscaped(encoded: EncodedKey, from: number): { bytes: string; end: number } | undefined {
  let end = encoded.indexOf(END, from);
  while (end >= 0 && encoded[end + 1] === LAST) end = encoded.indexOf(END, end + 2);
  return end < 0 ? undefined : { bytes: encoded.slice(from, end).replaceAll(ZERO, END), end: end + 1 };
}

function hasLength(part: KeyPart): part is string | Uint8Array {
  return typeof part === "string" || part instanceof Uint8Array;
}

function tooLong(key: Key, maxBytes: number): RangeError {
  return new RangeError(
    `Cannot use a key as it must take at most ${maxBytes} bytes: ${keyText(key)} takes more (see 'maxKeyBytes')`,
  );
}
