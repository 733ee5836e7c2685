/**
 * The text form of OpenMetrics, of which the text form of Prometheus is a part: only gauges are written, which
 * both know. Which metrics there are is said in `openmetrics_report.ts`.
 * @module
 */
import { inertText } from "../inert_text.ts";

/** One number with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All numbers of one metric. */
export interface MetricFamily {
  /** Ends with the unit, where there is one. */
  readonly name: string;
  /** Unit as OpenMetrics writes it, for example `seconds`; empty for plain numbers. */
  readonly unit: string;
  /** What the number says, in one line. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * Writes metrics.
 *
 * @param families The metrics; those without a finite number are left out.
 * @returns The text with its end mark.
 */
export function expositionText(families: readonly MetricFamily[]): string {
  return `${families.map(familyText).join("")}# EOF\n`;
}

function familyText({ name, unit, help, samples }: MetricFamily): string {
  const finite = samples.filter(({ value }) => Number.isFinite(value));
  if (finite.length === 0) return "";
  return [
    `# TYPE ${name} gauge\n`,
    ...(unit === "" ? [] : [`# UNIT ${name} ${unit}\n`]),
    `# HELP ${name} ${help}\n`,
    ...finite.map(({ labels, value }) => `${name}${labelText(labels)} ${value}\n`),
  ].join("");
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/** Harmless text has no line breaks left that would need escaping. */
function escaped(value: string): string {
  return inertText(value).replace(/[\\"]/g, "\\$&");
}
