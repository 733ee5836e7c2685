/**
 * A report in the Go benchmark format, so that benchstat can check our figures: a line for each process, as
 * processes are what is independent; lines for single samples would let it find differences that are none.
 * `benchstat -col /subject` sets the subjects of one report side by side.
 * @module
 */
import { inertText } from "../inert_text.ts";
import type { MeasuredCellModel, ReportModel } from "../model.ts";
import { measuredCells } from "./measured_cells.ts";

/**
 * Writes a report in the Go benchmark format.
 *
 * @param model The report.
 * @returns Configuration, units, and a line for each process of each cell.
 */
export function benchfmtReport(model: ReportModel): string {
  const { session, machine } = model;
  const configuration: readonly (readonly [string, string | null])[] = [
    ["tool", `puffinbench ${session.tool.version}`],
    ["commit", session.tool.commit.value],
    ["profile", session.profile.name],
    ["seed", String(session.seed)],
    ["goos", machine.os.name],
    ["goarch", machine.os.arch],
    ["cpu", machine.cpu.model.value],
    ["runtime", `deno ${machine.runtime.deno}`],
  ];
  const lines = [
    ...configuration.flatMap(([key, value]) => value === null ? [] : [`${key}: ${inertText(value)}`]),
    ...["ns/op", "cpu-ns/op", "B/op"].map((unit) => `Unit ${unit} better=lower`),
    ...measuredCells(model).flatMap(({ benchmark, cell }) => linesOf(nameOf(benchmark.id, cell.subject), cell)),
  ];
  return `${lines.join("\n")}\n`;
}

function linesOf(name: string, { perProcess = [], provedRuns, processes }: MeasuredCellModel): string[] {
  const runs = Math.max(1, Math.round(provedRuns / processes));
  return perProcess.map(({ wallNs, cpuNs, allocatedBytes }) =>
    [
      name,
      runs,
      `${wallNs} ns/op`,
      `${cpuNs} cpu-ns/op`,
      ...(allocatedBytes === null ? [] : [`${allocatedBytes} B/op`]),
    ].join("\t")
  );
}

/** A name begins with a capital and has no space; a dash and digits at its end would count as a number of threads. */
function nameOf(benchmarkId: string, subject: string): string {
  const plain = (text: string) => inertText(text).replaceAll(/\s/g, "_");
  const id = plain(benchmarkId);
  return `Benchmark${id.charAt(0).toUpperCase()}${id.slice(1)}/subject=${plain(subject)}`;
}
