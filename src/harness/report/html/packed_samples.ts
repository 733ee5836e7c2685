/**
 * All samples of a report in little room: each cell sorted, rounded to 0.1 % on a logarithmic scale, written as
 * differences, deflated. Their order in time is left out; the result file has it, and every digit.
 * @module
 */
import { deflateRawSync } from "node:zlib";
import type { ReportModel } from "../model.ts";
import { benchmarksOf } from "./anchors.ts";

/** Step of the logarithmic scale: what is read back is at most half of it, 0.05 %, off. */
export const SAMPLE_STEP = 0.001;
/** The last two levels take ten times as long for a fiftieth of the bytes. */
const LEVEL = 7;
/** Largest difference that two bytes hold. */
const MOST_STEPS = 0xffff;

/** Where the samples of a cell are, in the order of the bytes. */
export type PackedCell = readonly [benchmark: string, subject: string, unit: string, count: number, least: number];

/** Samples as a page holds them. */
export interface PackedSamples {
  readonly step: number;
  readonly cells: readonly PackedCell[];
  /** Base64 of deflated bytes: the low bytes of all differences, then the high ones. */
  readonly bytes: string;
}

/**
 * Packs the samples of all measured cells.
 *
 * @param model The report; samples that are not above 0 become the smallest that is.
 * @returns The samples, packed.
 */
export function packSamples(model: ReportModel): PackedSamples {
  const measured = benchmarksOf(model).flatMap(({ id, cells }) =>
    cells.flatMap((cell) => cell.status === "measured" && cell.samples.some((value) => value > 0) ? [{ id, cell }] : [])
  );
  const bytes = new Uint8Array(2 * measured.reduce((sum, { cell: { samples } }) => sum + samples.length, 0));
  let at = 0;
  const cells = measured.map(({ id, cell: { subject, metric, samples } }): PackedCell => {
    const least = samples.find((value) => value > 0)!;
    writeSteps(bytes, { at, samples, least });
    at += samples.length;
    return [id, subject, metric.unit, samples.length, Number(least.toPrecision(6))];
  });
  return { step: SAMPLE_STEP, cells, bytes: packBytes(bytes) };
}

/** Writes the differences of a cell: low bytes apart from high ones, as those are nearly all 0. */
function writeSteps(
  bytes: Uint8Array,
  { at, samples, least }: { readonly at: number; readonly samples: readonly number[]; readonly least: number },
): void {
  const half = bytes.length / 2;
  let before = 0;
  for (let index = 0; index < samples.length; index++) {
    const value = samples[index]!;
    const level = value > least ? Math.round(Math.log(value / least) / SAMPLE_STEP) : 0;
    const step = Math.min(MOST_STEPS, level - before);
    bytes[at + index] = step & 0xff;
    bytes[half + at + index] = step >> 8;
    before += step;
  }
}

/**
 * Deflates bytes for embedding.
 *
 * @param bytes The bytes.
 * @returns Base64.
 */
export function packBytes(bytes: Uint8Array): string {
  return deflateRawSync(bytes, { level: LEVEL }).toString("base64");
}
