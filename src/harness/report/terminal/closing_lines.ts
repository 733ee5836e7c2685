/**
 * What stands under the results: how the intervals came about, that the work was proved, on which
 * machine, and where the data are.
 * @module
 */
import { sizeText } from "../../../units/bytes.ts";
import { counted, countText } from "../../../units/count.ts";
import { fixedText } from "../../../units/digits.ts";
import { languagesOf } from "../../compare/languages.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import type { Fact, LoadReading, MachineSpec } from "../../session/result.ts";
import type { Face } from "./face.ts";
import { drawParagraph, type Span, span } from "./line.ts";

/** Columns of the words that these lines begin with. */
const LABEL_WIDTH = 9;

/**
 * Draws a line that begins with a label.
 *
 * @param label One word.
 * @param text What to say.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawLabelled(label: string, text: readonly Span[], face: Face): string[] {
  return drawParagraph([span(label.padEnd(LABEL_WIDTH), "faint"), ...text], face, LABEL_WIDTH);
}

/**
 * Draws how the numbers came about: what the intervals are of, and how many runs were proved.
 *
 * @param analysis The session.
 * @param face The terminal.
 * @returns The lines; none when nothing was measured.
 */
export function drawMethod({ benchmarks, subjects }: SessionAnalysis, face: Face): string[] {
  const measured = benchmarks.flatMap(({ rows }) => rows.filter((row) => row.status === "measured"));
  if (measured.length === 0) return [];
  const forks = measured.map((row) => row.forks.length);
  const hasLanguages = languagesOf(subjects).size > 0;
  const [fewest, most] = [Math.min(...forks), Math.max(...forks)];
  const processes = fewest === most ? counted(most, "process", "processes") : `${fewest} to ${most} processes`;
  const samples = measured.reduce((sum, row) => sum + row.samples, 0);
  const provedRuns = measured.reduce((sum, row) => sum + row.provedRuns, 0);
  return [
    ...drawLabelled("Method", [
      span(`medians with 95% intervals over ${processes} each, ${counted(samples, "sample")} in all; `),
      span(`overhead is what a state takes beyond plain ${hasLanguages ? "code of its language" : "promises"}`),
    ], face),
    ...drawLabelled("Proof", [span(`${countText(provedRuns)} runs recomputed and found right`)], face),
  ];
}

/**
 * Draws on which machine the session ran, and how busy it was.
 *
 * @param machine The machine section of the result.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawMachine(machine: MachineSpec, face: Face): string[] {
  const { cpu, os, memoryBytes, runtime } = machine;
  const facts = [
    cpu.model.value ?? os.arch,
    counted(cpu.cores, "core"),
    sizeText(memoryBytes),
    os.distribution.value ?? `${os.name} ${os.release}`,
    `Deno ${runtime.deno}`,
    `load ${loadText(machine.loadBefore)} → ${loadText(machine.loadAfter)}`,
  ];
  return drawLabelled("Machine", [span(facts.join(" · "))], face);
}

function loadText({ average }: LoadReading): string {
  const [lastMinute] = (average as Fact<[number, number, number]>).value ?? [];
  return lastMinute === undefined ? "unknown" : fixedText(lastMinute, 1);
}
