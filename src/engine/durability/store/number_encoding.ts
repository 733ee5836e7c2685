/**
 * Numbers as eight bytes that sort like the numbers: those of IEEE 754, with the sign turned round, and all
 * bits where it is negative.
 * @module
 */

const view = new DataView(new ArrayBuffer(8));

/**
 * Encodes a number.
 *
 * @param value Any number but NaN.
 * @returns Eight characters, each a byte.
 */
export function bytesOfNumber(value: number): string {
  // The sum turns -0 into 0.
  view.setFloat64(0, value + 0);
  const high = view.getUint32(0), isNegative = high >= 0x8000_0000;
  view.setUint32(0, isNegative ? ~high : high ^ 0x8000_0000);
  if (isNegative) view.setUint32(4, ~view.getUint32(4));
  let bytes = "";
  for (let i = 0; i < 8; i++) bytes += String.fromCharCode(view.getUint8(i));
  return bytes;
}

/**
 * Decodes a number.
 *
 * @param bytes What it is in.
 * @param from Where it begins.
 * @returns The number and where it ends; nothing if there are too few bytes, or none of a number.
 */
export function readNumber(bytes: string, from: number): { part: number; end: number } | undefined {
  const end = from + 8;
  if (bytes.length < end) return undefined;
  for (let i = 0; i < 8; i++) view.setUint8(i, bytes.charCodeAt(from + i));
  const high = view.getUint32(0), isNegative = high < 0x8000_0000;
  view.setUint32(0, isNegative ? ~high : high ^ 0x8000_0000);
  if (isNegative) view.setUint32(4, ~view.getUint32(4));
  const part = view.getFloat64(0);
  return Number.isNaN(part) ? undefined : { part, end };
}
