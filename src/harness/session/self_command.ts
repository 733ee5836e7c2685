/**
 * How this program starts itself again as a worker: the same build, the least permissions, an
 * environment of its own. Who starts the process, and what is then said to it, is `worker_process.ts`.
 * @module
 */
import { tmpdir } from "node:os";
import { EXPOSE_GC_FLAG } from "../measure/garbage.ts";

/** The hidden verb that makes this program a worker. */
export const WORKER_VERB = "__worker";

const V8_FLAGS = "--v8-flags=";

/** How this program was built. */
export interface BuildInfo {
  readonly kind: "source" | "portable" | "compiled";
  /** Version and id that the build script wrote down; `null` when run from source. */
  readonly version: string | null;
  readonly id: string | null;
}

/** A worker's command line and environment. */
export interface WorkerCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** The flags among `args` that change how the worker runs, for the record; none for a compiled program, which has them built in. */
  readonly flags: readonly string[];
  /** The whole environment: nothing else is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is to be known of a worker that is no program of ours, and of which more has to be expected. @default none */
  readonly foreign?: ForeignManners;
}

/**
 * How a worker of another language is dealt with: it says that it is alive while it answers, is told to cancel
 * before it is killed, stands still between requests with all that it started, and is looked for afterwards.
 */
export interface ForeignManners {
  /** Longest that it may be silent while it answers, in milliseconds: it says that it is alive every second. */
  readonly silenceLimitMs: number;
  /** Longest that its first answer may take, in milliseconds: some frameworks start a server first. */
  readonly setUpLimitMs: number;
  /** How long it may take to cancel what it does and to end by itself, in milliseconds. */
  readonly cancelMs: number;
}

/** What can be chosen of a worker's command. */
export interface WorkerCommandOptions {
  /**
   * Module that calls `runWorker()` when its first argument is {@linkcode WORKER_VERB}.
   * @default {Deno.mainModule}
   */
  readonly entry?: string;
  /** Limit of the worker's old generation in MiB; fixed, as V8 would choose it by the machine's memory. @default {2048} */
  readonly maxHeapMib?: number;
}

/**
 * Reading is for adapters given as modules and their data; `--allow-sys` for what frameworks ask of
 * the machine (LangGraph: `homedir`). The environment is allowed as a whole because LangGraph reads
 * some 2,000 variables a run: with a partial list each denied read throws, and runs take five times
 * as long. It is cleared instead. Writing is for benchmarks of what survives a process, and to the directory of
 * temporary files only.
 */
const PERMISSIONS: readonly string[] = ["--no-prompt", "--allow-env", "--allow-sys", "--allow-read"];

/** A built program is a bundle with nothing beside it to resolve from; the build starts it with these too. */
export const BUNDLE_FLAGS: readonly string[] = ["--no-config", "--no-lock", "--no-remote", "--no-npm"];

/** Variables a worker keeps: by these Deno finds the cache that holds the modules, and where temporary files go. */
const KEPT_VARIABLES: readonly string[] = ["DENO_DIR", "HOME", "TMPDIR", "XDG_CACHE_HOME"];

/** Variables a worker gets: no tracing to services, no colour in messages that may be shown. */
const SET_VARIABLES: Readonly<Record<string, string>> = {
  PATH: "/usr/bin:/bin",
  LANG: "C",
  TZ: "UTC",
  NO_COLOR: "1",
  DENO_NO_UPDATE_CHECK: "1",
  LANGSMITH_TRACING: "false",
  LANGCHAIN_TRACING_V2: "false",
};

/**
 * Tells how this program was built.
 *
 * @returns What the build's entry module wrote into `globalThis.__PUFFIN_BUILD__`, or that it runs from source.
 */
export function buildInfo(): BuildInfo {
  const { __PUFFIN_BUILD__: written } = globalThis as { __PUFFIN_BUILD__?: BuildInfo };
  return written ?? { kind: "source", version: null, id: null };
}

/**
 * Composes the command that starts a worker of this very program.
 *
 * @param options What to choose.
 * @returns Program, arguments and environment.
 */
export function workerCommand(
  { entry = Deno.mainModule, maxHeapMib = 2_048 }: WorkerCommandOptions = {},
): WorkerCommand {
  const { kind } = buildInfo();
  const environment = { ...SET_VARIABLES, ...keptVariables() };
  if (kind === "compiled") return { program: Deno.execPath(), args: [WORKER_VERB], flags: [], environment };
  const flags = [
    ...PERMISSIONS,
    `--allow-write=${tmpdir()}`,
    `${V8_FLAGS}${EXPOSE_GC_FLAG},--max-old-space-size=${maxHeapMib}`,
    ...(kind === "portable" ? BUNDLE_FLAGS : []),
  ];
  return { program: Deno.execPath(), args: ["run", ...flags, entry, WORKER_VERB], flags, environment };
}

/**
 * Composes the command that starts a worker of another checkout of this program's source.
 *
 * @param entry Path of its main module.
 * @param usual The command of this program's own workers.
 * @returns The same flags and environment, and another program.
 */
export function checkoutCommand(entry: string, usual: WorkerCommand): WorkerCommand {
  const { kind } = buildInfo();
  // What a bundle has to do without, a checkout needs: its own configuration, its lock file, its packages.
  const flags = kind === "portable" ? usual.flags.filter((flag) => !BUNDLE_FLAGS.includes(flag)) : usual.flags;
  return { ...usual, args: ["run", ...flags, entry, WORKER_VERB], flags };
}

/**
 * Composes the command that starts a worker of another build of this program.
 *
 * @param program Path of the build.
 * @param usual The command of this program's own workers.
 * @returns The command; a build brings its permissions along, and V8 is told by the environment what it needs.
 */
export function buildCommand(program: string, usual: WorkerCommand): WorkerCommand {
  const flags = usual.flags.filter((flag) => flag.startsWith(V8_FLAGS));
  const cache = Deno.env.get("PUFFIN_CACHE_DIR");
  const environment = {
    ...usual.environment,
    DENO_V8_FLAGS: flags.map((flag) => flag.slice(V8_FLAGS.length)).join(","),
    ...(cache === undefined ? {} : { PUFFIN_CACHE_DIR: cache }),
  };
  return { program, args: [WORKER_VERB], flags, environment };
}

function keptVariables(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_VARIABLES) {
    const value = Deno.env.get(name);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
