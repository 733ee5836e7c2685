/**
 * What stands under the results: lines that begin with a label, and on which machine the session ran.
 * @module
 */
import { sizeText } from "../../../units/bytes.ts";
import { counted } from "../../../units/count.ts";
import { fixedText } from "../../../units/digits.ts";
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
