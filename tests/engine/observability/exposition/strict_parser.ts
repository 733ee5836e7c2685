/**
 * A parser of Prometheus' and OpenMetrics' text that forgives nothing: an oracle that shares no code with the writers.
 * It knows only what they may write.
 * @module
 */
import assert from "node:assert/strict";

/** One line with a value. */
export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly exemplar: { readonly labels: Readonly<Record<string, string>>; readonly value: number } | undefined;
}

/** One metric with its lines. */
export interface ParsedMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly unit: string | undefined;
  readonly samples: ParsedSample[];
}

/** Reads a text; throws at the first thing that is not as it has to be. */
export function parseStrictly(text: string, format: "prometheus" | "openmetrics"): ParsedMetric[] {
  assert.ok(text === "" || text.endsWith("\n"), "the last line ends");
  const lines = text.split("\n").slice(0, -1), metrics: ParsedMetric[] = [], seen = new Set<string>();
  if (format === "openmetrics") assert.equal(lines.pop(), "# EOF");
  while (lines.length > 0) {
    const metric = parseHead(lines, format);
    assert.ok(!seen.has(metric.name), `${metric.name} is there once`);
    seen.add(metric.name);
    while (lines.length > 0 && !lines[0]!.startsWith("#")) metric.samples.push(parseSample(lines.shift()!, format));
    for (const { name } of metric.samples) assert.ok(suffixes(metric, format).includes(name), `${name} belongs there`);
    const keys = metric.samples.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).toSorted()]));
    assert.equal(new Set(keys).size, keys.length, "no two lines are alike");
    metrics.push(metric);
  }
  return metrics;
}

function parseHead(lines: string[], format: "prometheus" | "openmetrics"): ParsedMetric {
  const head = new Map<string, { readonly name: string; readonly rest: string }>();
  while (lines[0]?.startsWith("#")) {
    const found = /^# (HELP|TYPE|UNIT) ([a-zA-Z_][a-zA-Z0-9_]*) (.*)$/s.exec(lines.shift()!);
    assert.ok(found !== null, "a comment is one of three kinds");
    const [, kind, name, rest] = found;
    assert.ok(!head.has(kind!), "each kind is there once");
    head.set(kind!, { name: name!, rest: rest! });
  }
  assert.deepEqual(new Set([...head.values()].map(({ name }) => name)).size, 1);
  const { name, rest: type } = head.get("TYPE")!, unit = head.get("UNIT")?.rest;
  if (format === "prometheus") assert.equal(unit, undefined);
  const help = unescape(head.get("HELP")!.rest, format === "openmetrics" ? '\\n"' : "\\n");
  return { name, type, help, unit, samples: [] };
}

function suffixes({ name, type }: ParsedMetric, format: "prometheus" | "openmetrics"): readonly string[] {
  if (type === "histogram") return [`${name}_bucket`, `${name}_sum`, `${name}_count`];
  return type === "counter" && format === "openmetrics" ? [`${name}_total`] : [name];
}

function parseSample(line: string, format: "prometheus" | "openmetrics"): ParsedSample {
  const reader = { line, at: 0 };
  const name = take(reader, /[a-zA-Z_][a-zA-Z0-9_]*/y),
    labels = reader.line[reader.at] === "{" ? takeLabels(reader) : {};
  take(reader, / /y);
  const value = number(take(reader, /\S+/y));
  let exemplar: ParsedSample["exemplar"];
  if (format === "openmetrics" && reader.at < line.length) {
    take(reader, / # /y);
    const labels = takeLabels(reader);
    exemplar = { labels, value: number(take(reader, / (\S+)/y).trim()) };
    number(take(reader, / (\S+)/y).trim());
  }
  assert.equal(reader.at, line.length, `nothing follows: ${line}`);
  return { name, labels, value, exemplar };
}

interface Reader {
  readonly line: string;
  at: number;
}

function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.line);
  assert.ok(found !== null, `${pattern} at ${reader.at} of ${reader.line}`);
  reader.at = pattern.lastIndex;
  return found[0];
}

function takeLabels(reader: Reader): Record<string, string> {
  const labels: Record<string, string> = {};
  take(reader, /\{/y);
  while (reader.line[reader.at] !== "}") {
    if (Object.keys(labels).length > 0) take(reader, /,/y);
    const name = take(reader, /[a-zA-Z_][a-zA-Z0-9_]*/y);
    assert.ok(!Object.hasOwn(labels, name), "a label is there once");
    take(reader, /=/y);
    const quoted = take(reader, /"(?:[^"\\]|\\.)*"/y);
    labels[name] = unescape(quoted.slice(1, -1), '\\n"');
  }
  take(reader, /\}/y);
  return labels;
}

function unescape(text: string, escapes: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => {
    assert.ok(escapes.includes(character), `\\${character} is no escape`);
    return character === "n" ? "\n" : character;
  });
}

function number(text: string): number {
  if (text === "+Inf") return Infinity;
  assert.match(text, /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/);
  return Number(text);
}
