/**
 * Bigints as bytes that sort like the bigints: a byte for the sign, one for the length, then the magnitude;
 * of negative ones the length and the magnitude are turned round.
 * @module
 */

/** Most bytes of a magnitude: what one byte can count. */
const MAX_LENGTH = 255;

const NEGATIVE = "\0", POSITIVE = "\x01";

/**
 * Encodes a bigint.
 *
 * @param value Any bigint with a magnitude below 2 ** 2040.
 * @returns Its bytes, one a character.
 * @throws {RangeError} If it is larger.
 */
export function bytesOfBigint(value: bigint): string {
  const isNegative = value < 0n, hex = value === 0n ? "" : (isNegative ? -value : value).toString(16);
  const digits = hex.length % 2 === 0 ? hex : `0${hex}`, length = digits.length / 2;
  if (length > MAX_LENGTH) {
    throw new RangeError(
      `Cannot use a key as its bigints must have at most ${MAX_LENGTH} bytes: current value has ${length}`,
    );
  }
  const mask = isNegative ? 0xff : 0;
  let bytes = (isNegative ? NEGATIVE : POSITIVE) + String.fromCharCode(length ^ mask);
  for (let i = 0; i < digits.length; i += 2) bytes += String.fromCharCode(parseInt(digits.slice(i, i + 2), 16) ^ mask);
  return bytes;
}

/**
 * Decodes a bigint.
 *
 * @param bytes What it is in.
 * @param from Where it begins.
 * @returns The bigint and where it ends; nothing if there are too few bytes, or none of a bigint.
 */
export function readBigint(bytes: string, from: number): { part: bigint; end: number } | undefined {
  const sign = bytes[from], mask = sign === NEGATIVE ? 0xff : 0;
  if ((sign !== NEGATIVE && sign !== POSITIVE) || bytes.length < from + 2) return undefined;
  const end = from + 2 + (bytes.charCodeAt(from + 1) ^ mask);
  if (bytes.length < end) return undefined;
  let hex = "";
  for (let i = from + 2; i < end; i++) hex += (bytes.charCodeAt(i) ^ mask).toString(16).padStart(2, "0");
  const magnitude = BigInt(`0x${hex || 0}`);
  return { part: mask === 0 ? magnitude : -magnitude, end };
}
