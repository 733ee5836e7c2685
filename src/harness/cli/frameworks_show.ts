/**
 * `puffinbench frameworks show`: how a framework is measured, by which documentation, with which settings, and what is
 * checked of it. No framework is loaded.
 * @module
 */
import { CHECKED_OF_ALL, type Fairness } from "../adapters/fairness.ts";
import { FAIRNESS_NOTES } from "../adapters/fairness_notes.ts";
import { packageVersions } from "../adapters/package_versions.ts";
import { KNOWN_ADAPTERS, type KnownAdapter } from "../adapters/registry.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawLine, drawParagraph, span } from "../report/terminal/line.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { unknownName } from "./usage_error.ts";

/** What `frameworks show` is asked for. */
export interface ShowOptions extends LooksOptions {
  /** Id of an adapter. */
  readonly framework: string;
}

/**
 * Shows a framework.
 *
 * @param options What is asked for.
 * @param io The world.
 * @returns The exit code.
 * @throws {UsageError} If there is no such framework.
 */
export function show(options: ShowOptions, io: Pick<Io, "stdout" | "env">): number {
  const adapter = KNOWN_ADAPTERS.find(({ id }) => id === options.framework);
  const note = FAIRNESS_NOTES.get(options.framework);
  if (adapter === undefined || note === undefined) {
    throw unknownName("framework", options.framework, [...FAIRNESS_NOTES.keys()]);
  }
  const face = faceFor(io.stdout, options, io);
  writeLines(io.stdout, [...drawnFacts(adapter, face), ...drawnFairness(note, face)]);
  return EXIT_CODE.success;
}

function drawnFacts({ id, title, packages, executionModel, durability, approach, idiom }: KnownAdapter, face: Face) {
  const versions = Object.entries(packageVersions(packages)).map(([name, version]) => `${name} ${version}`);
  const facts = [
    `${executionModel} execution`,
    durability === "none" ? "keeps nothing" : `keeps in ${durability}`,
    approach,
  ];
  return [
    drawLine([span(title, "strong"), span(`  ${id}`, "faint")], face),
    ...drawParagraph([span([...versions, ...facts].join(" · "), "faint")], face),
    "",
    ...drawParagraph([span(idiom)], face),
  ];
}

function drawnFairness({ why, pages, settings, traps = [] }: Fairness, face: Face): string[] {
  return [
    ...part("Why so", [why], face),
    ...part("Settings", settings.map(({ name, value, why }) => `${name}: ${value}. ${why}`), face),
    ...part("Traps avoided", traps, face),
    ...part("By the documentation", pages.map(({ url, version }) => `${url} (${version})`), face),
    ...part("Checked of every subject", CHECKED_OF_ALL, face),
  ];
}

function part(heading: string, sentences: readonly string[], face: Face): string[] {
  if (sentences.length === 0) return [];
  return [
    "",
    drawLine([span(heading, "strong")], face),
    ...sentences.flatMap((sentence) => {
      return drawParagraph([span("· "), span(sentence)], face, 2);
    }),
  ];
}
