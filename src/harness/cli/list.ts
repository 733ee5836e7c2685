/**
 * `puffinbench list`: the suites with their benchmarks, and the frameworks with the versions that would
 * be measured. No framework is loaded.
 * @module
 */
import { packageVersions } from "../adapters/package_versions.ts";
import { PYTHON_SUBJECTS } from "../adapters/python_facts.ts";
import { KNOWN_ADAPTERS } from "../adapters/registry.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";
import { benchmarkTitle, shortName } from "../report/wording.ts";
import { SUITES } from "../suites/suites.ts";
import { workloadOf } from "../suites/workload_of.ts";
import { tagsOf } from "../suites/tags.ts";
import { faceFor, type LooksOptions, writeLines } from "./drawing.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { TAG_MARK } from "./selection.ts";

/** What `list` is asked for. */
export interface ListOptions extends LooksOptions {
  /** Whether to say what each benchmark and framework is about. */
  readonly long: boolean;
  /** What goes to the standard output: text for people, or JSON for programs. */
  readonly format: "text" | "json";
}

/** Something that can be named on the command line. */
interface Entry {
  readonly name: string;
  readonly title: string;
  /** What it is about. */
  readonly meaning: string;
  /** Words to filter by. */
  readonly tags: readonly string[];
}

/** Columns by which entries are set in, and between a name and its title. */
const INDENT = 2;

/**
 * Lists what there is.
 *
 * @param options What is asked for.
 * @param io The world.
 * @returns The exit code.
 */
export function list(options: ListOptions, io: Pick<Io, "stdout" | "env">): number {
  if (options.format === "json") {
    io.stdout.write(`${JSON.stringify(catalogue(), null, 2)}\n`);
    return EXIT_CODE.success;
  }
  const sections = [
    ...SUITES.map((suite) => ({
      heading: suite.name,
      meaning: suite.meaning,
      entries: suite.benchmarks.map((benchmark): Entry => ({
        name: shortName(benchmark.id),
        title: benchmarkTitle({ title: benchmark.title, workload: workloadOf(benchmark, 1) }),
        meaning: benchmark.meaning,
        tags: tagsOf(benchmark),
      })),
    })),
    {
      heading: "frameworks",
      meaning: "What can be measured; an adapter module of your own by its path.",
      entries: frameworks(),
    },
    {
      heading: "frameworks in Python",
      meaning: `Each in an environment of its own: "puffinbench frameworks list" says which are installed.`,
      entries: PYTHON_SUBJECTS.map(({ id, title, idiom }): Entry => ({ name: id, title, meaning: idiom, tags: [] })),
    },
  ];
  const face = faceFor(io.stdout, options, io);
  const nameWidth = Math.max(...sections.flatMap(({ entries }) => entries.map(({ name }) => name.length)));
  const indent = INDENT + nameWidth + INDENT;
  const lines = sections.flatMap(({ heading, meaning, entries }, index) => [
    ...(index === 0 ? [] : [""]),
    ...drawParagraph([span(heading, "strong"), span(`  ${meaning}`, "faint")], face, INDENT),
    ...entries.flatMap(({ name, title, meaning, tags }) => [
      ...drawParagraph([span(" ".repeat(INDENT) + name.padEnd(nameWidth + INDENT)), span(title)], face, indent),
      ...(options.long
        ? [meaning, tagLine(tags)].filter((text) => text !== "").flatMap((text) =>
          drawParagraph([span(" ".repeat(2 * INDENT)), span(text, "faint")], face, 2 * INDENT)
        )
        : []),
    ]),
  ]);
  writeLines(io.stdout, lines);
  return EXIT_CODE.success;
}

function frameworks(): Entry[] {
  return KNOWN_ADAPTERS.map(({ id, title, packages, idiom }) => {
    const versions = Object.entries(packageVersions(packages)).map(([name, version]) => `${name} ${version}`);
    return { name: id, title: [title, ...versions].join(" · "), meaning: idiom, tags: [] };
  });
}

function tagLine(tags: readonly string[]): string {
  return tags.map((tag) => TAG_MARK + tag).join(" ");
}

/** Everything there is to choose from, for programs. */
function catalogue() {
  return {
    suites: SUITES.map(({ name, title, meaning, benchmarks }) => ({
      name,
      title,
      meaning,
      benchmarks: benchmarks.map((benchmark) => {
        const { id, title, meaning, kernel, primaryClock } = benchmark;
        return { id, title, meaning, kernel, primaryClock, tags: tagsOf(benchmark) };
      }),
    })),
    frameworks: KNOWN_ADAPTERS.map(({ load: _load, packages, ...facts }) => ({
      ...facts,
      packages: packageVersions(packages),
    })),
    pythonFrameworks: PYTHON_SUBJECTS.map(({ module: _module, isInAll: _isInAll, ...facts }) => facts),
  };
}
