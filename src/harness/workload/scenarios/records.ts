/**
 * Three steps that hand on a record instead of a number: what typed outputs, and a framework's schemas, are about.
 * @module
 */
import { foldNext } from "../digest.ts";
import { type Compute, type Scenario, theOneBefore, untroubled } from "./scenario.ts";

/** Draft, review, publish. */
export interface RecordsShape {
  readonly kind: "records";
}

/** What the steps hand on. */
export interface Paper {
  readonly id: number;
  readonly title: string;
  readonly words: number;
  readonly tags: readonly string[];
}

const TAGS = ["new", "short", "long", "odd"];

/**
 * Writes a paper.
 *
 * @param value What the kernel made of the seed.
 */
export function draftPaper(value: number): Paper {
  return { id: value, title: `paper ${value & 0xff}`, words: value % 1_000, tags: [TAGS[value & 3]!] };
}

/**
 * Reviews a paper.
 *
 * @param paper The paper.
 * @param value What the kernel made of its digest.
 * @returns A new paper.
 */
export function reviewedPaper(paper: Paper, value: number): Paper {
  return { ...paper, words: paper.words + value % 100, tags: [...paper.tags, TAGS[value & 3]!] };
}

/**
 * Digests a paper: every field counts.
 *
 * @param paper The paper.
 * @returns A 32-bit unsigned integer.
 */
export function paperDigest({ id, title, words, tags }: Paper): number {
  let digest = foldNext(foldNext(foldNext(id, words), title.length), title.charCodeAt(title.length - 1));
  for (const tag of tags) digest = foldNext(digest, TAGS.indexOf(tag));
  return digest;
}

/**
 * What is known of the three steps.
 *
 * @param _shape There is one size.
 */
export function records(_shape: RecordsShape): Scenario {
  return { tasks: 3, width: 1, dependenciesOf: theOneBefore, fateOf: untroubled, digest };
}

function digest(seed: number, compute: Compute): number {
  const drafted = draftPaper(compute(seed ^ 0));
  const reviewed = reviewedPaper(drafted, compute(paperDigest(drafted) ^ 1));
  return compute(paperDigest(reviewed) ^ 2);
}
