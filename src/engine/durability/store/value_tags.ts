/**
 * How values that JSON has no word for are written in it: as an object with one member, whose name is one of
 * these tags. `value_encoding.ts` writes them, `value_decoding.ts` reads them.
 *
 * The tags are what files hold: there may be more of them, and none may change.
 * @module
 */

/** First character of all tags. */
export const TAG_MARK = "$";

/** The tags. */
export const TAG = {
  /** `undefined`; the member is `true`. */
  undefined: "$undefined",
  /** A number that is none in JSON, as text. */
  number: "$number",
  /** Decimal digits. */
  bigint: "$bigint",
  /** Milliseconds since 1970, or `null` of an invalid date. */
  date: "$date",
  /** Bytes in Base64. */
  bytes: "$bytes",
  /** Pairs. */
  map: "$map",
  /** Members. */
  set: "$set",
  /** An object whose only member's name begins like a tag. */
  object: "$object",
} as const;
