/**
 * `puffinbench frameworks features`: what frameworks can do, found out by running a small program for each feature.
 * @module
 */
import { CONTROL } from "../adapters/facts.ts";
import { packageVersions } from "../adapters/package_versions.ts";
import { KNOWN_ADAPTERS } from "../adapters/registry.ts";
import { FEATURE_IDS, FEATURES } from "../features/features.ts";
import { probeSubjects, type SubjectAnswers } from "../features/probe_subjects.ts";
import { PROBED_IDS } from "../features/registry.ts";
import { featureTable } from "../report/comparison/feature_table.ts";
import { drawComparisonTable } from "../report/terminal/comparison_tables.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawLine, drawParagraph, span } from "../report/terminal/line.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { unknownName } from "./usage_error.ts";

/** What `frameworks features` is asked for. */
export interface FeaturesOptions extends LooksOptions {
  /** Ids of adapters; none stands for all. */
  readonly frameworks: readonly string[];
  /** Whether to say what happened in each probe. */
  readonly long: boolean;
  /** What goes to the standard output: text for people, or JSON for programs. */
  readonly format: "text" | "json";
}

/**
 * Probes frameworks and prints what was found out.
 *
 * @param options What is asked for.
 * @param io The world.
 * @returns The exit code: not 0 if a probe did not do what it should.
 * @throws {UsageError} If there is no such framework.
 */
export async function features(
  options: FeaturesOptions,
  io: Pick<Io, "stdout" | "stderr" | "env">,
): Promise<number> {
  const known = KNOWN_ADAPTERS.map(({ id }) => id);
  for (const name of options.frameworks) if (!known.includes(name)) throw unknownName("framework", name, known);
  const ids = options.frameworks.length === 0 ? PROBED_IDS.filter((id) => id !== CONTROL.id) : options.frameworks;
  const found = await probeSubjects(ids.map((id) => ({ id, adapter: id })));
  if (options.format === "json") io.stdout.write(`${JSON.stringify(found.map(described), null, 2)}\n`);
  else writeLines(io.stdout, drawn(found, options.long, faceFor(io.stdout, options, io)));
  const broken = found.flatMap(({ subject, answers }) =>
    answers.filter(({ answer }) => answer === "broken").map(({ feature, evidence }) => ({ subject, feature, evidence }))
  );
  writeLines(
    io.stderr,
    broken.map(({ subject, feature, evidence }) => `puffinbench: ${subject} ${feature}: ${evidence}`),
  );
  return broken.length === 0 ? EXIT_CODE.success : EXIT_CODE.notMeasured;
}

function described({ subject, answers }: SubjectAnswers) {
  const { packages } = KNOWN_ADAPTERS.find(({ id }) => id === subject)!;
  return { framework: subject, packages: packageVersions(packages), answers };
}

function drawn(found: readonly SubjectAnswers[], long: boolean, face: Face): string[] {
  const table = featureTable(found, titleOf);
  if (table === null) return [];
  // Questions and answers in full are for reading, the table is for comparing.
  return long
    ? FEATURE_IDS.flatMap((id, index) => drawnFeature(id, found, { face, index }))
    : drawComparisonTable(table, face);
}

function drawnFeature(
  id: (typeof FEATURE_IDS)[number],
  found: readonly SubjectAnswers[],
  { face, index }: { readonly face: Face; readonly index: number },
): string[] {
  const { title, question } = FEATURES[id];
  return [
    ...(index === 0 ? [] : [""]),
    drawLine([span(title, "strong")], face),
    ...drawParagraph([span(question, "faint")], face),
    ...found.flatMap(({ subject, answers }) => {
      const { answer, evidence } = answers.find(({ feature }) => feature === id)!;
      const head = `${titleOf(subject)} · ${answer}: `;
      return drawParagraph([span(head), span(evidence, "faint")], face, 2);
    }),
  ];
}

function titleOf(subject: string): string {
  return KNOWN_ADAPTERS.find(({ id }) => id === subject)!.title;
}
