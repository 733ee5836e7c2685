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
  const cells: PackedCell[] = [];
  const steps: number[] = [];
  for (const { id, cell: { subject, metric, samples } } of measured) {
    const least = samples.find((value) => value > 0)!;
    cells.push([id, subject, metric.unit, samples.length, Number(least.toPrecision(6))]);
    let before = 0;
    for (const value of samples) {
      const level = value > least ? Math.round(Math.log(value / least) / SAMPLE_STEP) : 0;
      steps.push(Math.min(MOST_STEPS, level - before));
      before += steps.at(-1)!;
    }
  }
  return { step: SAMPLE_STEP, cells, bytes: packBytes(splitBytes(steps)) };
}

/**
 * Deflates bytes for embedding.
 *
 * @param bytes The bytes.
 * @returns Base64.
 */
export function packBytes(bytes: Uint8Array): string {
  return deflateRawSync(bytes, { level: 9 }).toString("base64");
}

/** Low bytes apart from high ones, as those are nearly all 0. */
function splitBytes(steps: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(2 * steps.length);
  for (let index = 0; index < steps.length; index++) {
    bytes[index] = steps[index]! & 0xff;
    bytes[steps.length + index] = steps[index]! >> 8;
  }
  return bytes;
}
