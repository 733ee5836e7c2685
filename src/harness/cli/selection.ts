/**
 * Which benchmarks and which frameworks a command line means.
 * @module
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CONTROL } from "../adapters/facts.ts";
import { PYTHON_CONTROL, pythonSubjectIds } from "../adapters/python_facts.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import type { Suite } from "../suites/suite.ts";
import { tagsOf } from "../suites/tags.ts";
import { globTest } from "./glob.ts";
import { nearest } from "./nearest.ts";
import { unknownName, UsageError } from "./usage_error.ts";

/** What stands before a pattern over tags. */
export const TAG_MARK = "tag:";

/** What was asked for in benchmarks. */
export interface BenchmarkWishes {
  /** Names of suites; none stands for all. */
  readonly suites: readonly string[];
  /** Patterns over ids, or over tags after {@linkcode TAG_MARK}, of which one must fit; none stands for all. */
  readonly filters: readonly string[];
}

/**
 * Chooses benchmarks.
 *
 * @param wishes What was asked for.
 * @param all The suites there are.
 * @returns The benchmarks, in the order of their suites; at least one.
 * @throws {UsageError} If there is no such suite, or a pattern fits nothing.
 */
export function chooseBenchmarks({ suites, filters }: BenchmarkWishes, all: readonly Suite[]): readonly Benchmark[] {
  const names = all.map(({ name }) => name);
  for (const suite of suites) {
    if (!names.includes(suite)) throw unknownName("suite", suite, names);
  }
  const chosen = all.filter(({ name }) => suites.length === 0 || suites.includes(name));
  const benchmarks = chosen.flatMap((suite) => suite.benchmarks);
  const tests = filters.map((filter) => {
    const isMeant = filterTest(filter);
    if (!benchmarks.some(isMeant)) throw nothingFits(filter, benchmarks);
    return isMeant;
  });
  return tests.length === 0
    ? benchmarks
    : benchmarks.filter((benchmark) => tests.some((isMeant) => isMeant(benchmark)));
}

function filterTest(filter: string): (benchmark: Benchmark) => boolean {
  if (!filter.startsWith(TAG_MARK)) {
    const isMeant = globTest(filter);
    return ({ id }) => isMeant(id);
  }
  const isMeant = globTest(filter.slice(TAG_MARK.length));
  return (benchmark) => tagsOf(benchmark).some(isMeant);
}

/** Stands for all frameworks that come with the tool. */
const ALL = "all";

/** Where frameworks are looked for. */
export interface FrameworkSources {
  /** Ids of the adapters there are. */
  readonly known: readonly string[];
  /** Words that stand for several of them. @default none */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** Directory from which relative paths start. */
  readonly cwd: string;
  /** Tells whether there is a file. */
  readonly isFile: (path: string) => boolean;
}

/**
 * Chooses frameworks.
 *
 * @param wished Ids of known adapters, words for several, `all` for all of them, and paths or URLs of adapter modules;
 * none is `all`.
 * @param sources Where to look.
 * @returns Ids and URLs, each once; plain code comes first, asked for or not, as all else is compared with it: that of
 * each language.
 * @throws {UsageError} If an id is not known, or there is no file at a path.
 */
export function chooseFrameworks(wished: readonly string[], sources: FrameworkSources): readonly string[] {
  const { known, words = {} } = sources;
  const named = wished.flatMap((name) => words[name] ?? (name === ALL ? known : [name]));
  const chosen = (named.length === 0 ? known : named).map((name) => {
    if (known.includes(name) || isUrl(name)) return name;
    if (isPath(name)) return moduleUrl(name, sources);
    throw unknownName("framework", name, [...known, ...Object.keys(words)]);
  });
  const hasPython = chosen.some((name) => pythonSubjectIds.includes(name));
  return [...new Set([CONTROL.id, ...(hasPython ? [PYTHON_CONTROL.id] : []), ...chosen])];
}

function isUrl(name: string): boolean {
  // A scheme has two letters or more; a single one is a drive.
  return /^[a-z][a-z0-9+.-]+:/i.test(name);
}

function isPath(name: string): boolean {
  return /[/\\]|\.[cm]?[jt]s$/.test(name);
}

function moduleUrl(path: string, { cwd, isFile }: FrameworkSources): string {
  const absolute = resolve(cwd, path);
  if (isFile(absolute)) return pathToFileURL(absolute).href;
  throw new UsageError(`Cannot load the framework "${path}" as there is no such file`);
}

function nothingFits(filter: string, benchmarks: readonly Benchmark[]): UsageError {
  const parts = filter.startsWith(TAG_MARK)
    ? new Set(benchmarks.flatMap((benchmark) => tagsOf(benchmark).map((tag) => TAG_MARK + tag)))
    : new Set(benchmarks.flatMap(({ id }) => [...id.split("/"), id]));
  const meant = nearest(filter, [...parts]);
  const advice = meant === undefined ? `"puffinbench list" shows what there is` : `did you mean "${meant}"?`;
  return new UsageError(`Cannot find a benchmark for --filter "${filter}": ${advice}`);
}
