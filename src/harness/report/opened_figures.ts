/**
 * What an opened row says of each subject: the columns of the seed's tables, and percentiles of single runs where they
 * were timed. Plain figures beside the headline, the same in every form of a report.
 * @module
 */
import type { MeasuredCellModel } from "./model.ts";
import { joinedText, measuredText, percentileName, percentText, plainText, wholeText } from "./number_text.ts";

/** A figure of a subject. */
export interface OpenedFigure {
  readonly title: string;
  readonly text: (cell: MeasuredCellModel) => string;
}

const SEED_FIGURES: readonly OpenedFigure[] = [
  { title: "Median", text: ({ seed }) => plainText(seed.medianNs, "ns") },
  { title: "Average", text: ({ seed }) => plainText(seed.averageNs, "ns") },
  { title: "Min", text: ({ seed }) => plainText(seed.minNs, "ns") },
  { title: "Max", text: ({ seed }) => plainText(seed.maxNs, "ns") },
  { title: "Std dev", text: ({ seed }) => plainText(seed.standardDeviationNs, "ns") },
  { title: "Throughput", text: ({ seed }) => plainText(seed.throughputPerS, "per-second") },
  {
    title: "Allocated",
    text: ({ allocatedBytes }) => allocatedBytes === null ? "unknown" : plainText(allocatedBytes.value, "bytes"),
  },
  {
    title: "Memory",
    text: ({ seed }) => seed.memoryBytes === null ? "unknown" : plainText(seed.memoryBytes, "bytes"),
  },
  { title: "CPU", text: ({ seed }) => percentText(seed.cpuShare, 3) },
  { title: "Iterations", text: ({ seed }) => wholeText(seed.iterations) },
  { title: "Setup", text: ({ seed }) => plainText(seed.setupNs, "ns") },
  {
    title: "Teardown",
    text: ({ seed }) => seed.teardownNs === null ? "unknown" : plainText(seed.teardownNs, "ns"),
  },
];

/**
 * Lists the figures of a benchmark's subjects.
 *
 * @param cells The measured cells.
 * @returns The seed's columns in their order, then each percentile of single runs that at least one subject supports.
 */
export function openedFigures(cells: readonly MeasuredCellModel[]): readonly OpenedFigure[] {
  const shares = [...new Set(cells.flatMap(({ latency }) => latency.map(({ share }) => share)))].toSorted((a, b) =>
    a - b
  );
  return [
    ...SEED_FIGURES,
    ...shares.map((wanted): OpenedFigure => ({
      title: `${percentileName(wanted)} of runs`,
      text: ({ latency }) => {
        const found = latency.find(({ share }) => share === wanted);
        return found === undefined ? "too few runs" : joinedText(measuredText(found.estimate, "ns"));
      },
    })),
  ];
}
