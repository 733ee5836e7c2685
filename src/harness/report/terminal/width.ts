/**
 * How many columns a text takes on a terminal, and how to cut it to fewer. It must be harmless already, as
 * `inert_text.ts` makes it.
 * @module
 */

/** First and last code point of the blocks that terminals draw two columns wide, besides emoji. */
const WIDE_BLOCKS: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Measures a text in columns.
 *
 * @param text Harmless text.
 * @returns Columns it takes: two for East Asian wide characters and emoji, none for combining marks.
 */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const cluster of clustersOf(text)) columns += clusterWidth(cluster);
  return columns;
}

/**
 * Takes the beginning of a text, without cutting a character in two.
 *
 * @param text Harmless text.
 * @param columns Most columns the answer may take.
 * @returns The longest beginning that fits.
 */
export function beginning(text: string, columns: number): string {
  let taken = "";
  let width = 0;
  for (const cluster of clustersOf(text)) {
    width += clusterWidth(cluster);
    if (width > columns) break;
    taken += cluster;
  }
  return taken;
}

function* clustersOf(text: string): Generator<string> {
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) yield segment;
}

function clusterWidth(cluster: string): number {
  // U+FE0F asks for the emoji form of the character before it.
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(cluster)) return 2;
  let widest = 0;
  for (const character of cluster) widest = Math.max(widest, characterWidth(character));
  return widest;
}

function characterWidth(character: string): number {
  if (/\p{M}|\p{Default_Ignorable_Code_Point}/u.test(character)) return 0;
  const code = character.codePointAt(0)!;
  return WIDE_BLOCKS.some(([first, last]) => first <= code && code <= last) ? 2 : 1;
}
