/**
 * Numbers that name traces and spans, as W3C Trace Context wants them: hexadecimal, and never all zeros.
 * @module
 */
import type { Random } from "../../../random/random.ts";

/**
 * Draws the number of a trace.
 *
 * @param random Where chance comes from.
 * @returns 128 bits as 32 digits.
 */
export function drawTraceId(random: Random): string {
  return digits(random) + digits(random) + digits(random) + nonZeroDigits(random);
}

/**
 * Draws the number of a span.
 *
 * @param random Where chance comes from.
 * @returns 64 bits as 16 digits.
 */
export function drawSpanId(random: Random): string {
  return digits(random) + nonZeroDigits(random);
}

/** Both digits of each byte: to look up four costs half of what formatting the number would. */
const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function digits(random: Random): string {
  return hexadecimal(random.uint32());
}

/** One bit less than the rest, so that no number is all zeros. */
function nonZeroDigits(random: Random): string {
  return hexadecimal(random.uint32() | 1);
}

function hexadecimal(bits: number): string {
  return BYTES[bits >>> 24]! + BYTES[(bits >>> 16) & 255]! + BYTES[(bits >>> 8) & 255]! + BYTES[bits & 255]!;
}
