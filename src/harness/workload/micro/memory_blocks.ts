/**
 * Memory that is really used: eight blocks of five megabytes and three of twenty, of which every page is written to.
 * @module
 */
import { foldNext } from "../digest.ts";
import { nextStep } from "./oracle.ts";

/** Bytes of a megabyte. */
export const MEGABYTE = 2 ** 20;

/** Sizes of the blocks, in bytes. */
export const BLOCK_BYTES: readonly number[] = [
  ...Array<number>(8).fill(5 * MEGABYTE),
  ...Array<number>(3).fill(20 * MEGABYTE),
];

/** The smallest page there is on common machines: a write every so many bytes reaches all. */
const PAGE_BYTES = 4_096;

/**
 * Takes a block and writes to each of its pages.
 *
 * @param bytes Its size.
 * @param value What its pages say depends on this.
 */
export function touchedBlock(bytes: number, value: number): Uint8Array {
  const block = new Uint8Array(bytes);
  for (let page = 0; page < bytes; page += PAGE_BYTES) block[page] = value + page / PAGE_BYTES;
  return block;
}

/**
 * Reads every page of a block.
 *
 * @param block The block.
 * @returns What its pages come to.
 */
export function checksumOf(block: Uint8Array): number {
  let read = 0;
  for (let page = 0; page < block.length; page += PAGE_BYTES) read = nextStep(read, block[page]!);
  return foldNext(block.length, read);
}

/**
 * What {@linkcode checksumOf} must give, without the memory.
 *
 * @param bytes Size of the block.
 * @param value What it was touched with.
 */
export function expectedChecksum(bytes: number, value: number): number {
  let read = 0;
  for (let page = 0; page < bytes / PAGE_BYTES; page++) read = nextStep(read, (value + page) & 0xff);
  return foldNext(bytes, read);
}
